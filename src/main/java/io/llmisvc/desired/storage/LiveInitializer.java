package io.llmisvc.desired.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * The download container of a running workload. What it already has is kept, because a change would
 * restart every pod and load the model again.
 */
record LiveInitializer(JsonNode container) {
  private static final String HUB_PREFIX = "HF_";
  private static final String HUB_SCHEME = "hf://";

  static LiveInitializer of(JsonNode podSpec) {
    for (JsonNode container : podSpec.path("initContainers")) {
      if (container.path("name").asText().equals(StorageRequest.INITIALIZER)) {
        return new LiveInitializer(container);
      }
    }
    return new LiveInitializer(MissingNode.getInstance());
  }

  Optional<String> image() {
    return Optional.of(container.path("image").asText()).filter(image -> !image.isEmpty());
  }

  /**
   * Whether variables of the hub may be added: to a new container, to one that has some, and to one
   * that downloads from elsewhere and has to change in any case.
   */
  boolean takesHubEnvironment() {
    if (container.path("args").valueStream().noneMatch(LiveInitializer::isOfTheHub)) {
      return true;
    }
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().startsWith(HUB_PREFIX)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheHub(JsonNode argument) {
    return argument.asText().startsWith(HUB_SCHEME);
  }
}
