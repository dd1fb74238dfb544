package io.llmisvc.desired.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Secret with credentials.
 *
 * @param data decoded; empty text for every key that is not a setting
 */
record CredentialSecret(String name, Map<String, String> annotations, Map<String, String> data) {

  static CredentialSecret of(ObjectNode secret) {
    Map<String, String> data = new LinkedHashMap<>();
    secret
        .path("data")
        .properties()
        .forEach(entry -> data.put(entry.getKey(), decoded(entry.getValue())));
    data.putAll(strings(secret.path("stringData")));
    JsonNode metadata = secret.path("metadata");
    return new CredentialSecret(
        metadata.path("name").asText(), strings(metadata.path("annotations")), data);
  }

  boolean has(String key) {
    return data.containsKey(key);
  }

  private static Map<String, String> strings(JsonNode node) {
    Map<String, String> result = new LinkedHashMap<>();
    node.properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
    return result;
  }

  private static String decoded(JsonNode value) {
    try {
      return new String(Base64.getMimeDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "Secret " + name;
  }
}
