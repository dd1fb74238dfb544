package io.llmisvc.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What a definition says of how its objects are stored.
 *
 * @param resourceVersion of the definition
 * @param storage the version in which they are written; empty when it says none
 * @param all in which some may be
 */
record StoredVersions(String resourceVersion, String storage, Set<String> all) {
  StoredVersions {
    all = Set.copyOf(all);
  }

  static StoredVersions of(JsonNode definition) {
    String storage = "";
    for (JsonNode version : definition.at("/spec/versions")) {
      if (version.path("storage").asBoolean()) {
        storage = version.path("name").asText();
      }
    }
    Set<String> all = new HashSet<>();
    definition.at("/status/storedVersions").forEach(version -> all.add(version.asText()));
    return new StoredVersions(definition.at("/metadata/resourceVersion").asText(), storage, all);
  }

  /** Whether there is nothing to rewrite. */
  boolean areOne() {
    return storage.isEmpty() || all.stream().allMatch(storage::equals);
  }
}
