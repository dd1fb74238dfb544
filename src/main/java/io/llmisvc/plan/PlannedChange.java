package io.llmisvc.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one child.
 *
 * @param before absent where the child is new
 * @param after absent where the child goes; one of both is there
 */
public record PlannedChange(@Nullable Child before, @Nullable Child after) {
  /** What is done. */
  public enum Verb {
    CREATED,
    CHANGED,
    DELETED
  }

  public ObjectKey key() {
    return Objects.requireNonNull(after == null ? before : after).key();
  }

  public Verb verb() {
    if (before == null) {
      return Verb.CREATED;
    }
    return after == null ? Verb.DELETED : Verb.CHANGED;
  }

  /**
   * What differs in a child that is changed, a name that its certificate lacks included; nothing of
   * one that comes or goes.
   */
  public List<FieldChange> fields() {
    if (before == null || after == null) {
      return List.of();
    }
    List<FieldChange> fields =
        new ArrayList<>(FieldChange.between(before.object(), after.object()));
    CertificateRequest had = before.certificate();
    CertificateRequest has = after.certificate();
    if (had != null && has != null && !Set.copyOf(had.dnsNames()).containsAll(has.dnsNames())) {
      fields.add(
          new FieldChange("certificate.dnsNames", list(had.dnsNames()), list(has.dnsNames())));
    }
    return fields;
  }

  private static ArrayNode list(List<String> names) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    names.forEach(list::add);
    return list;
  }

  /** Pods that are there before and after, and are made anew between: their template differs. */
  public long restarts() {
    if (before == null || after == null || templates(before).equals(templates(after))) {
      return 0;
    }
    return Math.min(pods(before), pods(after));
  }

  /** Pods that go with the child. */
  public long removals() {
    return verb() == Verb.DELETED ? pods(before) : 0;
  }

  private static long pods(@Nullable Child child) {
    if (child == null || templates(child).isEmpty()) {
      return 0;
    }
    JsonNode spec = child.object().path("spec");
    return spec.path("replicas").asLong(1)
        * Math.max(1, spec.at("/leaderWorkerTemplate/size").asLong(1));
  }

  private static List<JsonNode> templates(Child child) {
    return child.role().kind().podTemplates().stream().map(child.object()::at).toList();
  }
}
