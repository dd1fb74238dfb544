package io.llmisvc.cli.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.match.Deviation;
import io.llmisvc.model.match.FieldWriters;
import io.llmisvc.model.match.PlannedPart;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a service that is not as planned.
 *
 * @param live of what is there, what the plan speaks of; missing when it does not exist. Without
 *     the data of a Secret
 * @param planned missing when it must not exist; without the data of a Secret
 * @param why one clause for an object that must not exist, else empty
 * @param fields what is not as planned; empty when all of it is missing or too much, and when the
 *     plan is another one than that of the cluster
 */
public record ChildDrift(
    ObjectKey key, JsonNode live, JsonNode planned, String why, List<DriftedField> fields) {
  /** More fields of one object are not told one by one. */
  private static final int MOST = 20;

  public ChildDrift {
    fields = List.copyOf(fields);
  }

  /**
   * A field and its last writer.
   *
   * @param path as in {@code spec.template.spec.containers[main].image}
   * @param writer absent when the API server's books do not say
   */
  public record DriftedField(String path, FieldWriters.@Nullable Writer writer) {}

  /**
   * What is not as planned of an object that must exist; empty when all of it stands.
   *
   * @param live absent when it does not exist
   * @param before the same child as it was planned until now; a missing node when there is one plan
   *     only
   */
  public static Optional<ChildDrift> of(Child child, @Nullable ObjectNode live, JsonNode before) {
    ObjectKey key = child.key();
    ObjectNode planned = child.object();
    if (live == null) {
      return Optional.of(
          new ChildDrift(
              key,
              MissingNode.getInstance(),
              SecretData.hidden(key.kind(), planned),
              "",
              List.of()));
    }
    JsonNode part = PlannedPart.of(key.kind(), planned, live, before);
    if (part.equals(planned)) {
      return Optional.empty();
    }
    return Optional.of(
        new ChildDrift(
            key,
            SecretData.hidden(key.kind(), part),
            SecretData.hidden(key.kind(), planned, part),
            "",
            before.isMissingNode() ? fields(key.kind(), planned, live) : List.of()));
  }

  /** An object that exists and must not. */
  public static ChildDrift leftover(AbsentChild absent, ObjectNode live) {
    ObjectNode bare = live.deepCopy();
    bare.remove("status");
    if (bare.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(
          List.of("managedFields", "uid", "resourceVersion", "generation", "creationTimestamp"));
    }
    return new ChildDrift(
        absent.key(),
        SecretData.hidden(absent.key().kind(), bare),
        MissingNode.getInstance(),
        absent.why(),
        List.of());
  }

  private static List<DriftedField> fields(Kind kind, ObjectNode planned, ObjectNode live) {
    FieldWriters writers = new FieldWriters(live.path("metadata").path("managedFields"));
    return Deviation.all(kind, planned, live, MOST).stream()
        .map(field -> new DriftedField(field.text(), writers.last(field).orElse(null)))
        .toList();
  }

  /** As a word: {@code missing}, {@code leftover} or {@code differs}. */
  String word() {
    if (live.isMissingNode()) {
      return "missing";
    }
    return planned.isMissingNode() ? "leftover" : "differs";
  }
}
