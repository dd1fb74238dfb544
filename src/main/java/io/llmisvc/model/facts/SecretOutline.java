package io.llmisvc.model.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What may be known of somebody's Secret: its metadata, its type, which keys it has, and the values
 * of the few that say where a store is. The values of all other keys are empty. Planning needs no
 * more, so caches hold no more.
 */
public final class SecretOutline {
  /** Keys of a credential Secret that hold settings, which a download gets as plain variables. */
  private static final Set<String> SETTINGS =
      Set.of(
          "AWS_CA_BUNDLE",
          "AWS_CA_BUNDLE_CONFIGMAP",
          "AWS_DEFAULT_REGION",
          "S3_ENDPOINT",
          "S3_USER_VIRTUAL_BUCKET",
          "S3_USE_ACCELERATE",
          "S3_USE_HTTPS",
          "S3_VERIFY_SSL",
          "awsAnonymousCredential",
          "https-host");

  /** Repeats the data as kubectl applied them. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private SecretOutline() {}

  public static ObjectNode of(ObjectNode secret) {
    ObjectNode outline = secret.deepCopy();
    blank(outline.path("data"));
    blank(outline.path("stringData"));
    if (outline.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(LAST_APPLIED);
    }
    return outline;
  }

  private static void blank(JsonNode data) {
    if (data instanceof ObjectNode values) {
      for (Map.Entry<String, JsonNode> entry : values.properties()) {
        if (!SETTINGS.contains(entry.getKey())) {
          entry.setValue(values.textNode(""));
        }
      }
    }
  }
}
