package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plugins that need the tokens of a prompt: once they asked a sidecar of the picker, now a
 * tokenizer of its own.
 */
final class TokenProducers {
  static final String PRECISE = "precise-prefix-cache-scorer";
  private static final String PRODUCER = "precise-prefix-cache-producer";
  static final String SCORER = "prefix-cache-scorer";
  private static final String TOKENS = "token-producer";
  static final String INDEXER = "indexerConfig";
  static final String POOL = "tokenizersPoolConfig";
  static final String PROCESSOR = "tokenProcessorConfig";

  private TokenProducers() {}

  /** Has them ask the tokenizer of its own, where there is one. */
  static Draft configure(Draft draft) {
    if (draft.config().isEmpty()) {
      return draft;
    }
    EndpointPickerConfig config = draft.config().get();
    List<String> changes = new ArrayList<>();
    draft
        .tokenizer()
        .ifPresent(
            url -> {
              config.plugins(PRECISE).stream()
                  .findFirst()
                  .ifPresent(old -> changes.add(split(config, old)));
              config
                  .plugins(TOKENS)
                  .forEach(plugin -> changes.addAll(address(plugin, url, config.place(plugin))));
            });
    Draft done = draft.withChanges(changes);
    return config.declares(PRECISE) ? done : withoutSidecar(done);
  }

  /** One plugin did what three do now. */
  private static String split(EndpointPickerConfig config, ObjectNode old) {
    String place = config.place(old);
    if (!config.declares(TOKENS)) {
      config.insertPlugin(old, TOKENS);
    }
    EndpointPickerConfig.parameters(old)
        .map(TokenProducers::ofProducer)
        .filter(parameters -> !parameters.isEmpty())
        .ifPresentOrElse(
            parameters -> config.insertPlugin(old, PRODUCER).set("parameters", parameters),
            () -> config.insertPlugin(old, PRODUCER));
    Set<String> former = new TreeSet<>(List.of(PRECISE, EndpointPickerConfig.name(old)));
    for (ObjectNode scorer : config.plugins(SCORER)) {
      former.add(EndpointPickerConfig.name(scorer));
      config.remove(scorer);
    }
    EndpointPickerConfig.withParameters(config.insertPlugin(old, SCORER))
        .put("prefixMatchInfoProducerName", PRODUCER);
    config.remove(old);
    config.redirect(former, SCORER);
    return "%s (%s) is %s, %s and %s, and profiles refer to the last"
        .formatted(PRECISE, place, TOKENS, PRODUCER, SCORER);
  }

  private static ObjectNode ofProducer(ObjectNode old) {
    ObjectNode parameters = old.deepCopy();
    if (parameters.path(INDEXER) instanceof ObjectNode indexer) {
      indexer.remove(POOL);
      JsonNode processor = indexer.remove(PROCESSOR);
      if (processor != null && !processor.isEmpty() && !parameters.has(PROCESSOR)) {
        parameters.set(PROCESSOR, processor);
      }
      if (indexer.isEmpty()) {
        parameters.remove(INDEXER);
      }
    }
    return parameters;
  }

  /** What the user says stays. */
  private static List<String> address(ObjectNode plugin, String url, String place) {
    List<String> given = new ArrayList<>();
    ObjectNode parameters = EndpointPickerConfig.withParameters(plugin);
    if (!parameters.hasNonNull("modelName")) {
      parameters.put("modelName", Rewriting.TOKENIZER_MODEL);
      given.add("modelName " + Rewriting.TOKENIZER_MODEL);
    }
    JsonNode vllm = parameters.path("vllm");
    if (vllm.isMissingNode() || (vllm.isObject() && !vllm.hasNonNull("url"))) {
      parameters.withObjectProperty("vllm").put("url", url);
      given.add("vllm.url " + url);
    }
    return given.isEmpty()
        ? List.of()
        : List.of("%s (%s) has %s".formatted(TOKENS, place, String.join(" and ", given)));
  }

  private static Draft withoutSidecar(Draft draft) {
    if (PodTrees.container(draft.pod(), Sidecar.NAME).isEmpty()) {
      return draft;
    }
    ObjectNode pod = draft.pod().deepCopy();
    List<ObjectNode> containers = PodTrees.items(pod, PodTrees.CONTAINERS);
    containers.removeIf(container -> Sidecar.NAME.equals(PodTrees.name(container)));
    pod.putArray(PodTrees.CONTAINERS).addAll(containers);
    return draft
        .with(pod)
        .withChanges(List.of("no plugin asks the container " + Sidecar.NAME + ", which goes"));
  }
}
