package io.llmisvc.reconcile;

import io.llmisvc.cluster.Difference;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one child.
 *
 * @param verb as in the reasons of events
 * @param reason {@code SpecChanged} by the service's user, {@code InputsChanged} of what it rests
 *     on (configs, settings, the cluster), or {@code Drift}: somebody else had changed the child
 * @param fields paths of what changed, empty where the whole object came or went
 */
record ChildChange(ObjectKey key, String verb, String reason, List<String> fields) {
  private static final String DRIFT = "Drift";

  static ChildChange of(
      ObjectKey key, String verb, boolean isSpecNew, @Nullable Difference difference) {
    String ours = isSpecNew ? "SpecChanged" : "InputsChanged";
    return difference == null
        ? new ChildChange(key, verb, ours, List.of())
        : new ChildChange(key, verb, difference.isDrift() ? DRIFT : ours, difference.fields());
  }

  String line() {
    return "child %s: kind=%s namespace=%s name=%s reason=%s%s"
        .formatted(
            verb,
            key.kind().kind(),
            key.namespace(),
            key.name(),
            reason,
            fields.isEmpty() ? "" : " changed=" + fields);
  }
}
