package io.llmisvc.cluster.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Optional;
import java.util.Set;

/** The kinds by which the API server knows of webhooks, and where each says whom to trust. */
enum CallerKind {
  MUTATING_WEBHOOKS(
      "admissionregistration.k8s.io",
      "MutatingWebhookConfiguration",
      "mutatingwebhookconfigurations",
      PatchType.STRATEGIC_MERGE),
  VALIDATING_WEBHOOKS(
      "admissionregistration.k8s.io",
      "ValidatingWebhookConfiguration",
      "validatingwebhookconfigurations",
      PatchType.STRATEGIC_MERGE),
  DEFINITION(
      "apiextensions.k8s.io",
      "CustomResourceDefinition",
      "customresourcedefinitions",
      PatchType.JSON_MERGE);

  private static final String FIELD_MANAGER = "llmisvc-webhooks";

  private final String group;
  private final String kind;
  private final String plural;
  private final PatchType patchType;

  CallerKind(String group, String kind, String plural, PatchType patchType) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
    this.patchType = patchType;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(false)
        .build();
  }

  PatchContext patchContext() {
    return new PatchContext.Builder()
        .withPatchType(patchType)
        .withFieldManager(FIELD_MANAGER)
        .build();
  }

  /** What is needed of an object to patch it. */
  ObjectNode outline(ObjectNode object) {
    ObjectNode outline = object.objectNode();
    outline
        .putObject("metadata")
        .set("resourceVersion", object.path("metadata").path("resourceVersion"));
    if (this == DEFINITION) {
      outline.putObject("spec").set("conversion", object.path("spec").path("conversion"));
    } else {
      outline.set("webhooks", object.path("webhooks"));
    }
    return outline;
  }

  /**
   * What makes an object trust the bundle in each call of these services: nothing when it does, or
   * calls others only. The patch is refused when the object has changed meanwhile.
   */
  Optional<ObjectNode> patch(JsonNode outline, Set<NamespacedName> services, String bundle) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("metadata", outline.path("metadata"));
    boolean differs =
        this == DEFINITION
            ? patchConversion(patch, outline.path("spec").path("conversion"), services, bundle)
            : patchWebhooks(patch.putArray("webhooks"), outline, services, bundle);
    return differs ? Optional.of(patch) : Optional.empty();
  }

  private static boolean patchConversion(
      ObjectNode patch, JsonNode conversion, Set<NamespacedName> services, String bundle) {
    JsonNode client = conversion.path("webhook").path("clientConfig");
    if (!conversion.path("strategy").asText().equals("Webhook")
        || !lacks(client, services, bundle)) {
      return false;
    }
    patch
        .putObject("spec")
        .putObject("conversion")
        .putObject("webhook")
        .putObject("clientConfig")
        .put("caBundle", bundle);
    return true;
  }

  private static boolean patchWebhooks(
      ArrayNode patches, JsonNode outline, Set<NamespacedName> services, String bundle) {
    for (JsonNode webhook : outline.path("webhooks")) {
      if (lacks(webhook.path("clientConfig"), services, bundle)) {
        patches
            .addObject()
            .put("name", webhook.path("name").asText())
            .putObject("clientConfig")
            .put("caBundle", bundle);
      }
    }
    return !patches.isEmpty();
  }

  /** Who calls by a URL calls this operator: the object has its name. */
  private static boolean lacks(JsonNode client, Set<NamespacedName> services, String bundle) {
    JsonNode called = client.path("service");
    boolean isOurs =
        client.has("url")
            || services.contains(
                new NamespacedName(
                    called.path("namespace").asText(), called.path("name").asText()));
    return isOurs && !client.path("caBundle").asText().equals(bundle);
  }
}
