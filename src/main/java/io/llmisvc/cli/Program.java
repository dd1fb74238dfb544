package io.llmisvc.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verbs. */
@Command(
    name = "llmisvc",
    description =
        "Renders, explains and checks LLMInferenceServices without a cluster, by the code that the"
            + " operator runs.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Without a verb, or with 'operator', llmisvc runs the operator.",
      "",
      "Exit codes: 0; 1 when a finding is an error; 2 when arguments or input cannot be read.",
      "",
      "Examples:",
      "  llmisvc render -f service.yaml",
      "  llmisvc render -f service.yaml | kubectl diff -f -",
      "  llmisvc explain -f service.yaml spec.template.containers",
      "  llmisvc crds | kubectl apply --server-side -f -"
    })
final class Program {

  @Mixin HelpOption help = new HelpOption();
}
