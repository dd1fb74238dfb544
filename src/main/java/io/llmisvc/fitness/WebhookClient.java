package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom an API server asks about services and configs.
 *
 * @param owner the object that says so: its kind and name, and the webhook in it
 * @param client its {@code clientConfig}
 */
public record WebhookClient(String owner, JsonNode client) {
  private static final Set<String> RESOURCES =
      Set.of(ServingApi.SERVICE_PLURAL, ServingApi.CONFIG_PLURAL, "*");

  /**
   * All of them, by what was read of {@link ClusterPart#DEFINITIONS} and of both parts with
   * webhooks.
   *
   * @param definitions CustomResourceDefinitions
   * @param configurations of webhooks
   */
  public static List<WebhookClient> of(
      List<ObjectNode> definitions, List<ObjectNode> configurations) {
    List<WebhookClient> clients = new ArrayList<>();
    for (ObjectNode configuration : configurations) {
      String owner = configuration.path("kind").asText() + " " + Traits.name(configuration);
      Trees.objects(configuration.path("webhooks"))
          .filter(WebhookClient::isOurs)
          .map(
              webhook ->
                  new WebhookClient(
                      owner + ": " + webhook.path("name").asText(), webhook.path("clientConfig")))
          .forEach(clients::add);
    }
    definitions.stream()
        .filter(WebhookClient::isConverted)
        .map(
            definition ->
                new WebhookClient(
                    "conversion of " + Traits.name(definition),
                    definition.at("/spec/conversion/webhook/clientConfig")))
        .forEach(clients::add);
    return clients;
  }

  /** The Service that it asks; empty when it asks an address. */
  public Optional<NamespacedName> service() {
    JsonNode service = client.path("service");
    return service.isObject()
        ? Optional.of(
            new NamespacedName(service.path("namespace").asText(), service.path("name").asText()))
        : Optional.empty();
  }

  /** The certificates that it trusts, in base64; empty when there are none. */
  public String bundle() {
    return client.path("caBundle").asText();
  }

  private static boolean isOurs(JsonNode webhook) {
    return Trees.objects(webhook.path("rules"))
        .anyMatch(
            rule ->
                texts(rule.path("apiGroups")).anyMatch(ServingApi.GROUP::equals)
                    && texts(rule.path("resources")).anyMatch(RESOURCES::contains));
  }

  private static boolean isConverted(JsonNode definition) {
    return definition.at("/spec/group").asText().equals(ServingApi.GROUP)
        && RESOURCES.contains(definition.at("/spec/names/plural").asText())
        && definition.at("/spec/conversion/strategy").asText().equals("Webhook");
  }

  private static Stream<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText);
  }
}
