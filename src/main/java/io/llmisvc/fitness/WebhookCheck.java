package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whoever is asked before something is stored or converted. */
final class WebhookCheck {
  /** Who renews certificates has done so long before. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final String SLICE_OF = "kubernetes.io/service-name";

  private WebhookCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.MUTATING_WEBHOOKS, ClusterPart.VALIDATING_WEBHOOKS)) {
      return List.of();
    }
    List<ObjectNode> configurations = new ArrayList<>(snapshot.all(ClusterPart.MUTATING_WEBHOOKS));
    configurations.addAll(snapshot.all(ClusterPart.VALIDATING_WEBHOOKS));
    List<WebhookClient> clients =
        WebhookClient.of(snapshot.all(ClusterPart.DEFINITIONS), configurations);
    if (clients.isEmpty()) {
      return List.of(none(snapshot));
    }
    return clients.stream().map(client -> of(snapshot, client)).toList();
  }

  private static FitnessLine none(Snapshot snapshot) {
    String mode =
        InstalledOperator.of(snapshot)
            .map(operator -> operator.variable("LLMISVC_WEBHOOKS", "off"))
            .orElse("off");
    return mode.equals("off") ? Outcome.WEBHOOKS_OFF.line() : Outcome.WEBHOOKS_MISSING.line(mode);
  }

  private static FitnessLine of(Snapshot snapshot, WebhookClient client) {
    Optional<FitnessLine> unanswered =
        client.service().flatMap(service -> unanswered(snapshot, client.owner(), service));
    return unanswered.orElseGet(() -> trust(snapshot, client));
  }

  private static FitnessLine trust(Snapshot snapshot, WebhookClient client) {
    String owner = client.owner();
    String bundle = client.bundle();
    if (bundle.isEmpty()) {
      return Outcome.TRUST_MISSING.line(owner);
    }
    TrustEnd trust = snapshot.trust().getOrDefault(bundle, TrustEnd.unreadable("it was not read"));
    Instant end = trust.last();
    if (end == null) {
      return Outcome.TRUST_UNREADABLE.line(owner, trust.problem());
    }
    if (!snapshot.now().isBefore(end)) {
      return Outcome.TRUST_ENDED.line(owner, end.toString());
    }
    return end.isBefore(snapshot.now().plus(SOON))
        ? Outcome.TRUST_ENDS.line(owner, end.toString(), "" + SOON.toDays())
        : Outcome.WEBHOOK_OK.line(owner, end.toString());
  }

  private static Optional<FitnessLine> unanswered(
      Snapshot snapshot, String owner, NamespacedName service) {
    if (snapshot.knows(ClusterPart.WEBHOOK_SERVICES)
        && snapshot.all(ClusterPart.WEBHOOK_SERVICES).stream()
            .noneMatch(object -> isIn(object, service, Traits.name(object)))) {
      return Optional.of(Outcome.WEBHOOK_SERVICE_MISSING.line(owner, service.toString()));
    }
    if (snapshot.knows(ClusterPart.WEBHOOK_ENDPOINTS)
        && snapshot.all(ClusterPart.WEBHOOK_ENDPOINTS).stream()
            .filter(slice -> isIn(slice, service, Traits.label(slice, SLICE_OF)))
            .flatMap(slice -> Trees.objects(slice.path("endpoints")))
            .noneMatch(WebhookCheck::isReady)) {
      return Optional.of(Outcome.WEBHOOK_UNANSWERED.line(owner, service.toString()));
    }
    return Optional.empty();
  }

  private static boolean isIn(JsonNode object, NamespacedName service, String name) {
    return Traits.namespace(object).equals(service.namespace()) && name.equals(service.name());
  }

  /** What is not said means that it is. */
  private static boolean isReady(JsonNode endpoint) {
    return endpoint.at("/conditions/ready").asBoolean(true);
  }
}
