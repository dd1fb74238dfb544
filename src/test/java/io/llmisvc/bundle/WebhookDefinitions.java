package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.WebhookDescription;
import io.llmisvc.config.WebhookEnvironment;
import java.util.List;
import java.util.Map;

/**
 * The webhooks of the manifests as OLM wants them: it makes their configurations, Service and
 * certificates. It knows no match conditions; the operator itself lets pass what these do.
 */
final class WebhookDefinitions {
  static final int PORT = WebhookEnvironment.of(Map.of()).port();

  /** OLM labels with these names, and labels are short. */
  private static final String SERVER = ".kserve-webhook-server";

  private static final List<String> SAID =
      List.of(
          "admissionReviewVersions",
          "failurePolicy",
          "matchPolicy",
          "rules",
          "sideEffects",
          "timeoutSeconds");

  private WebhookDefinitions() {}

  static List<WebhookDescription> of(String deployment) {
    return SourceManifests.webhooks().stream()
        .flatMap(
            configuration ->
                configuration
                    .path("webhooks")
                    .valueStream()
                    .map(webhook -> definition(configuration, webhook, deployment)))
        .map(definition -> SourceManifests.typed(definition, WebhookDescription.class))
        .toList();
  }

  private static ObjectNode definition(
      ObjectNode configuration, JsonNode webhook, String deployment) {
    ObjectNode definition = ((ObjectNode) webhook.deepCopy()).retain(SAID);
    JsonNode service = webhook.at("/clientConfig/service");
    return definition
        .put(
            "type",
            configuration.path("kind").asText().replace("WebhookConfiguration", "AdmissionWebhook"))
        .put("generateName", webhook.path("name").asText().replace(SERVER, ""))
        .put("deploymentName", deployment)
        .put("containerPort", service.path("port").asInt())
        .put("targetPort", PORT)
        .put("webhookPath", service.path("path").asText());
  }
}
