package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.tree.ObjectText;
import io.llmisvc.tree.Trees;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which plugins the configuration of a scheduler lists, as far as the spec itself shows it. */
public final class EndpointPickerPlugins {
  private static final Set<String> FLAGS =
      Set.of("--config-text", "-config-text", "--configText", "-configText");

  private EndpointPickerPlugins() {}

  /** The types of the plugins; none when there is no configuration or it is not YAML. */
  public static Set<String> of(JsonNode scheduler) {
    return Trees.objects(configuration(scheduler).path("plugins"))
        .map(plugin -> plugin.path("type").asText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static JsonNode configuration(JsonNode scheduler) {
    JsonNode inline = scheduler.path("config").path("inline");
    if (Trees.says(inline)) {
      return inline.isTextual() ? parse(inline.textValue()) : inline;
    }
    return Trees.objects(scheduler.path("template").path("containers"))
        .filter(container -> container.path("name").asText().equals("main"))
        .flatMap(main -> Stream.of(main.path("command"), main.path("args")))
        .flatMap(words -> argument(words).stream())
        .findFirst()
        .map(EndpointPickerPlugins::parse)
        .orElseGet(MissingNode::getInstance);
  }

  private static Optional<String> argument(JsonNode words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (FLAGS.contains(words.get(i).asText())) {
        return Optional.of(words.get(i + 1).asText());
      }
    }
    return Optional.empty();
  }

  private static JsonNode parse(String text) {
    return switch (ObjectText.read(text)) {
      case ObjectText.Readable readable -> readable.tree();
      case ObjectText.Unreadable unreadable -> MissingNode.getInstance();
    };
  }
}
