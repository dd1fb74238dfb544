package io.llmisvc.cli;

import io.llmisvc.composition.layer.Presets;
import io.llmisvc.tree.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the built-in presets. */
@Command(
    name = "presets",
    description = "Prints the built-in presets as a YAML stream, ready to apply.",
    footer = {
      "",
      "Examples:",
      "  llmisvc presets | kubectl apply --server-side -f -",
      "  llmisvc presets --namespace opendatahub --prefix v2-"
    })
final class PresetsCommand implements Runnable {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = Presets.DEFAULT_PREFIX,
      description = "What their names begin with; ${DEFAULT-VALUE}.")
  String prefix = Presets.DEFAULT_PREFIX;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "kserve",
      description = "Their namespace; ${DEFAULT-VALUE}.")
  String namespace = "kserve";

  PresetsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Presets.load(prefix, namespace)
        .forEach(preset -> streams.out().print("---\n" + Yaml.text(preset)));
  }
}
