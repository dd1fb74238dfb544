package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.status.condition.LiveCondition;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the Gateways in use say about a live InferencePool of either API group. */
final class PoolAcceptance {
  private final ObjectNode pool;
  private final List<NamespacedName> gateways;
  private final String subject;

  private PoolAcceptance(ObjectNode pool, List<NamespacedName> gateways) {
    this.pool = pool;
    this.gateways = gateways;
    this.subject = ObjectKey.of(pool).map(ObjectKey::toString).orElse("InferencePool");
  }

  static Verdict of(ObjectNode pool, List<NamespacedName> gateways) {
    return new PoolAcceptance(pool, gateways).verdict();
  }

  private Verdict verdict() {
    if (gateways.isEmpty()) {
      return waiting("no route of the service attaches to a Gateway; set spec.router.route");
    }
    Optional<NamespacedName> silent =
        gateways.stream().filter(name -> answers().noneMatch(a -> isOf(a, name))).findFirst();
    if (silent.isPresent()) {
      return waiting("Gateway " + silent.get() + " has not looked at it yet");
    }
    return answers()
        .filter(answer -> gateways.stream().anyMatch(name -> isOf(answer, name)))
        .flatMap(answer -> refusal(answer).stream())
        .findFirst()
        .map(text -> Verdict.no(Reason.INFERENCE_POOL_NOT_READY, subject + ": " + text))
        .orElse(Verdict.YES);
  }

  private Verdict waiting(String why) {
    return Verdict.no(Reason.WAITING_FOR_GATEWAY, subject + ": " + why);
  }

  private Optional<String> refusal(JsonNode answer) {
    String gateway = "Gateway " + gateway(answer);
    Optional<LiveCondition> accepted = LiveCondition.find(answer, "Accepted");
    if (accepted.isEmpty()) {
      return Optional.of(gateway + " has not accepted it yet");
    }
    if (accepted.get().isStale(generation())) {
      return Optional.of(gateway + " has only seen an older generation of it");
    }
    return accepted
        .filter(condition -> !condition.isTrue())
        .or(() -> unresolved(answer))
        .map(condition -> gateway + " says " + condition.text());
  }

  /** The picker is not found; a Gateway that does not say so is believed. */
  private Optional<LiveCondition> unresolved(JsonNode answer) {
    return LiveCondition.find(answer, "ResolvedRefs")
        .filter(condition -> condition.isFalse() && !condition.isStale(generation()));
  }

  private long generation() {
    return pool.at("/metadata/generation").asLong();
  }

  private boolean isOf(JsonNode answer, NamespacedName gateway) {
    return gateway(answer).equals(gateway);
  }

  private NamespacedName gateway(JsonNode answer) {
    JsonNode ref = answer.path("parentRef");
    String own = pool.at("/metadata/namespace").asText();
    return new NamespacedName(ref.path("namespace").asText(own), ref.path("name").asText());
  }

  /** The list is called {@code parents} in v1 and {@code parent} in v1alpha2. */
  private Stream<JsonNode> answers() {
    JsonNode status = pool.path("status");
    JsonNode list = status.has("parents") ? status.path("parents") : status.path("parent");
    return StreamSupport.stream(list.spliterator(), false);
  }
}
