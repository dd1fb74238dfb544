package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokenizer in a container of the picker's pod, which plugins ask through a socket. */
public final class Sidecar {
  /** The container. */
  public static final String NAME = "tokenizer";

  private static final String MODEL = "base";
  private static final String SOCKET = "/tmp/tokenizer/tokenizer-uds.socket";
  private static final String BLOCK_SIZE = "blockSize";
  private static final String BLOCK_SIZE_TOKENS = "blockSizeTokens";

  private Sidecar() {}

  /** Tells plugins of it when the pod has one; what the user says stays. */
  static Draft configure(Draft draft) {
    if (draft.config().isEmpty() || PodTrees.container(draft.pod(), NAME).isEmpty()) {
      return draft;
    }
    EndpointPickerConfig config = draft.config().get();
    List<String> changes = new ArrayList<>();
    for (ObjectNode plugin : config.plugins(TokenProducers.PRECISE)) {
      tell(plugin).ifPresent(change -> changes.add(config.place(plugin) + change));
    }
    for (ObjectNode plugin : config.plugins(TokenProducers.SCORER)) {
      inTokens(plugin).ifPresent(change -> changes.add(config.place(plugin) + change));
    }
    return draft.withChanges(changes);
  }

  private static Optional<String> tell(ObjectNode plugin) {
    ObjectNode parameters = EndpointPickerConfig.withParameters(plugin);
    ObjectNode before = parameters.deepCopy();
    if (object(parameters, TokenProducers.INDEXER)) {
      ObjectNode indexer = parameters.withObjectProperty(TokenProducers.INDEXER);
      JsonNode processor = indexer.path(TokenProducers.PROCESSOR);
      if (!processor.isMissingNode() && !parameters.has(TokenProducers.PROCESSOR)) {
        parameters.set(TokenProducers.PROCESSOR, processor.deepCopy());
      }
      if (object(indexer, TokenProducers.POOL)) {
        pool(indexer.withObjectProperty(TokenProducers.POOL));
      }
    }
    return parameters.equals(before)
        ? Optional.empty()
        : Optional.of(
            ".parameters name the model %s and the socket %s of the container %s"
                .formatted(MODEL, SOCKET, NAME));
  }

  private static void pool(ObjectNode pool) {
    if (!pool.hasNonNull("modelName")) {
      pool.put("modelName", MODEL);
    }
    if (object(pool, "uds") && !pool.path("uds").hasNonNull("socketFile")) {
      pool.withObjectProperty("uds").put("socketFile", SOCKET);
    }
  }

  private static Optional<String> inTokens(ObjectNode plugin) {
    JsonNode size = plugin.path("parameters").path(BLOCK_SIZE);
    ObjectNode parameters = EndpointPickerConfig.parameters(plugin).orElse(null);
    if (parameters == null || size.isMissingNode() || parameters.has(BLOCK_SIZE_TOKENS)) {
      return Optional.empty();
    }
    parameters.set(BLOCK_SIZE_TOKENS, size);
    return Optional.of(
        ".parameters.%s %s is said as %s too"
            .formatted(BLOCK_SIZE, Changed.shown(size), BLOCK_SIZE_TOKENS));
  }

  /** Whether a member is an object or can become one. */
  private static boolean object(ObjectNode owner, String member) {
    JsonNode value = owner.path(member);
    return value.isMissingNode() || value.isObject();
  }
}
