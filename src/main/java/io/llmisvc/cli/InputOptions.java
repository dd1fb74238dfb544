package io.llmisvc.cli;

import io.llmisvc.cli.input.Source;
import java.io.InputStream;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of verbs that read one state of the manifests. */
final class InputOptions extends ReadingOptions {
  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|-",
      description =
          "YAML or JSON with services, configs, the operator ConfigMap and anything else that the"
              + " cluster holds, such as Gateways; - is the standard input, ref:REF:PATH what git has in"
              + " a branch, a tag or a commit. May be given many times.")
  List<String> files = List.of();

  Source source(InputStream stdin) {
    return source(files, stdin);
  }
}
