package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.Condition;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a service is not ready.
 *
 * @param service as it is stored, with its status
 * @param conditions of that status
 * @param plan what the operator makes of it
 * @param live its children
 * @param served the kinds that the cluster serves of those that it may lack
 */
public record Diagnostician(
    ObjectNode service,
    List<Condition> conditions,
    Plan plan,
    Map<ObjectKey, ObjectNode> live,
    Set<Kind> served,
    Witness witness) {
  private static final String SERVICE = "Service";

  /** The reason in a listener's status, as the Gateway API has it. */
  private static final String BAD_CERTIFICATE = "InvalidCertificateRef";

  public Diagnostician {
    conditions = List.copyOf(conditions);
    live = Map.copyOf(live);
    served = Set.copyOf(served);
  }

  /** Follows the chain to the first link that blocks. */
  public Diagnosis diagnose() {
    List<ChainLink> links = new ArrayList<>();
    links.add(service(service.path("metadata")));
    for (ReadyPart part : ReadyPart.values()) {
      if (links.getLast().state() == ChainLink.State.BLOCKED) {
        break;
      }
      part.type().among(conditions).ifPresent(said -> links.add(link(part, said)));
      if (part == ReadyPart.CONFIGS && links.getLast().state() != ChainLink.State.BLOCKED) {
        certificate().ifPresent(links::add);
      }
    }
    return new Diagnosis(links);
  }

  /** Pods read it when they start, so it comes before them; said only when it is wrong. */
  private Optional<ChainLink> certificate() {
    Optional<CertificateRequest> asked = plan.child(ChildRole.TLS_SECRET).map(Child::certificate);
    Optional<ObjectNode> secret =
        Optional.ofNullable(live.get(ChildRole.TLS_SECRET.key(plan.service())));
    return asked
        .flatMap(
            request -> secret.flatMap(it -> witness.certificateProblem(it, request.dnsNames())))
        .map(
            problem ->
                new ChainLink(
                    "Certificate", ChainLink.State.BLOCKED, problem, "", Cause.CERTIFICATE, ""));
  }

  private ChainLink service(JsonNode metadata) {
    if (metadata.has("deletionTimestamp")) {
      String waits = said(ConditionType.GROUP_READY).orElse("its finalizers are not done");
      String since = metadata.path("deletionTimestamp").asText();
      return new ChainLink(SERVICE, ChainLink.State.BLOCKED, waits, "", Cause.BEING_DELETED, since);
    }
    if (plan.service().isStopped()) {
      return blocked("the annotation %s is true".formatted(ServiceMeta.STOP), Cause.STOPPED);
    }
    if (conditions.isEmpty()) {
      return blocked("it has no status: no operator has looked at it", Cause.NOT_SEEN);
    }
    long generation = metadata.path("generation").asLong();
    long observed = service.path("status").path("observedGeneration").asLong();
    return observed < generation
        ? blocked(
            "generation %d is stored, the status is of %d".formatted(generation, observed),
            Cause.NOT_SEEN)
        : ChainLink.well(SERVICE, "generation %d is acted upon".formatted(generation));
  }

  private static ChainLink blocked(String message, Cause cause) {
    return new ChainLink(SERVICE, ChainLink.State.BLOCKED, message, "", cause, "");
  }

  private Optional<String> said(ConditionType type) {
    return type.among(conditions).map(Condition::message);
  }

  private ChainLink link(ReadyPart part, Condition said) {
    String name = part.type().text();
    if ("True".equals(said.status())) {
      return ChainLink.well(name, "");
    }
    Cause cause = cause(part, said);
    if (cause == Cause.STARTING) {
      Optional<ChainLink> pods = pods(part, said);
      if (pods.isPresent()) {
        return pods.get();
      }
    }
    ChainLink.State state =
        "False".equals(said.status()) && cause != Cause.STARTING
            ? ChainLink.State.BLOCKED
            : ChainLink.State.WAITING;
    return new ChainLink(
        name, state, text(said.message()), "", cause, text(said.lastTransitionTime()));
  }

  private Optional<ChainLink> pods(ReadyPart part, Condition said) {
    return part.role()
        .map(role -> live.get(role.key(plan.service())))
        .flatMap(workload -> new PodsLink(part.type(), said, workload, witness).link());
  }

  private Cause cause(ReadyPart part, Condition said) {
    String reason = text(said.reason());
    if (reason.equals(Reason.REFERENCE_UNREAD.text())) {
      return Cause.UNREAD;
    }
    if (isMissing(part) || reason.endsWith("CRDNotFound")) {
      return Cause.KIND_MISSING;
    }
    if (isFailure(part, reason)) {
      return Cause.CHILD_REFUSED;
    }
    if (part == ReadyPart.GATEWAYS && text(said.message()).contains(BAD_CERTIFICATE)) {
      return Cause.CERTIFICATE;
    }
    boolean isFinding = plan.errors(part.subject()).findAny().isPresent();
    return isFinding ? part.ofFindings() : part.ofOthers();
  }

  private boolean isMissing(ReadyPart part) {
    List<Kind> kinds = part.kinds();
    return !kinds.isEmpty() && kinds.stream().noneMatch(served::contains);
  }

  private static boolean isFailure(ReadyPart part, String reason) {
    return ChildRole.of(part.subject()).stream()
        .anyMatch(role -> role.failureReason().equals(reason));
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
