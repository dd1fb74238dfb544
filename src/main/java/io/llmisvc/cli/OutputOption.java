package io.llmisvc.cli;

import picocli.CommandLine.Option;

/** The option of verbs that speak to people as well as to tools. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|yaml|json",
      defaultValue = "text",
      description = "Text for people, YAML or JSON for tools; ${DEFAULT-VALUE}.")
  OutputFormat format = OutputFormat.text;
}
