package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/** The webhook configurations of an installation. */
public final class WebhookManifests {
  private static final Path FILE = Path.of("kubernetes/components/webhooks/webhooks.yaml");

  private WebhookManifests() {}

  /** As they are: the API server calls a Service. */
  public static List<ObjectNode> read() {
    return AppliedManifests.read(FILE);
  }

  /** For an API server outside of the cluster, which calls a port of the loopback. */
  public static List<ObjectNode> at(int port) {
    List<ObjectNode> configurations = read();
    for (ObjectNode configuration : configurations) {
      for (JsonNode webhook : configuration.path("webhooks")) {
        ObjectNode client = (ObjectNode) webhook.path("clientConfig");
        String path = client.path("service").path("path").asText();
        client.remove("service");
        client.put("url", "https://127.0.0.1:" + port + path);
      }
    }
    return configurations;
  }
}
