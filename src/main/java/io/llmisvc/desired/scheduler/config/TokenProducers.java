package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plugins that need the tokens of a prompt: once they asked a sidecar of the picker, now a
 * tokenizer of its own.
 */
final class TokenProducers {
  private static final String PRECISE = "precise-prefix-cache-scorer";
  private static final String PRODUCER = "precise-prefix-cache-producer";
  private static final String SCORER = "prefix-cache-scorer";
  private static final String TOKENS = "token-producer";
  private static final String INDEXER = "indexerConfig";
  private static final String PROCESSOR = "tokenProcessorConfig";
  private static final String SIDECAR = "tokenizer";

  private TokenProducers() {}

  static Draft configure(Draft draft) {
    if (draft.config().isEmpty()) {
      return draft;
    }
    EndpointPickerConfig config = draft.config().get();
    draft
        .tokenizer()
        .ifPresent(
            url -> {
              config.plugins(PRECISE).stream().findFirst().ifPresent(old -> split(config, old));
              config.plugins(TOKENS).forEach(plugin -> address(plugin, url));
            });
    return config.declares(PRECISE) ? draft : withoutSidecar(draft);
  }

  /** One plugin did what three do now. */
  private static void split(EndpointPickerConfig config, ObjectNode old) {
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
  }

  private static ObjectNode ofProducer(ObjectNode old) {
    ObjectNode parameters = old.deepCopy();
    if (parameters.path(INDEXER) instanceof ObjectNode indexer) {
      indexer.remove("tokenizersPoolConfig");
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
  private static void address(ObjectNode plugin, String url) {
    ObjectNode parameters = EndpointPickerConfig.withParameters(plugin);
    if (!parameters.hasNonNull("modelName")) {
      parameters.put("modelName", Rewriting.TOKENIZER_MODEL);
    }
    JsonNode vllm = parameters.path("vllm");
    if (vllm.isMissingNode() || (vllm.isObject() && !vllm.hasNonNull("url"))) {
      parameters.withObjectProperty("vllm").put("url", url);
    }
  }

  private static Draft withoutSidecar(Draft draft) {
    if (PodTrees.container(draft.pod(), SIDECAR).isEmpty()) {
      return draft;
    }
    ObjectNode pod = draft.pod().deepCopy();
    List<ObjectNode> containers = PodTrees.items(pod, PodTrees.CONTAINERS);
    containers.removeIf(container -> SIDECAR.equals(PodTrees.name(container)));
    pod.putArray(PodTrees.CONTAINERS).addAll(containers);
    return draft.with(pod);
  }
}
