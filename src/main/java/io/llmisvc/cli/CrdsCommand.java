package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the CustomResourceDefinitions. */
@Command(
    name = "crds",
    description = "Prints the CustomResourceDefinitions as a YAML stream, ready to apply.",
    footer = {"", "Example:", "  llmisvc crds | kubectl apply --server-side -f -"})
final class CrdsCommand implements Runnable {
  private static final List<String> NAMES =
      List.of(ServingApi.SERVICE_PLURAL, ServingApi.CONFIG_PLURAL);

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  CrdsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    for (String name : NAMES) {
      String crd = text(name).stripTrailing();
      streams.out().print((crd.startsWith("---") ? "" : "---\n") + crd + "\n");
    }
  }

  /**
   * The definition of a kind.
   *
   * @param plural its name in paths of the API
   */
  static ObjectNode definition(String plural) {
    return Resource.unpackedTree("/crds/" + plural + ".json.gz");
  }

  private static String text(String plural) {
    return Resource.unpacked("/crds/" + plural + ".yaml.gz");
  }
}
