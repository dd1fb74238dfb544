package io.llmisvc.cluster.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The files of the Secret that all replicas share, as PEM; empty where it has none.
 *
 * @param bundle {@code ca.crt}: the authorities that callers trust, the newest first
 * @param authorityKey {@code ca.key} of the newest
 * @param chain {@code tls.crt}
 * @param key {@code tls.key}
 */
record SecretContent(String bundle, String authorityKey, String chain, String key) {
  static SecretContent of(@Nullable JsonNode secret) {
    JsonNode data = secret == null ? MissingNode.getInstance() : secret.path("data");
    return new SecretContent(
        decode(data.path("ca.crt")),
        decode(data.path("ca.key")),
        decode(data.path("tls.crt")),
        decode(data.path("tls.key")));
  }

  ObjectNode data() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ca.crt", encode(bundle))
        .put("ca.key", encode(authorityKey))
        .put("tls.crt", encode(chain))
        .put("tls.key", encode(key));
  }

  /** As webhook configurations have it. */
  String caBundle() {
    return encode(bundle);
  }

  @Override
  public String toString() {
    return "SecretContent[...]";
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String decode(JsonNode base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.asText()), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
