package io.llmisvc.desired.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says which pods restart because a workload that another controller made becomes ours, and keeps
 * them as they are for as long as it is asked to. All else of such a workload is taken over at
 * once.
 */
public final class Migration {
  /** Annotation of a service: {@code hold} or {@code roll}, whatever the operator's setting is. */
  public static final String ANNOTATION = "serving.kserve.io/migration";

  /** A workload that became ours while its pods were held back. */
  static final String HELD = "internal.serving.kserve.io/pods-held";

  private static final String HOLD = "hold";
  private static final int NAMED = 12;

  private final Facts facts;
  private final boolean holds;

  private Migration(Facts facts, boolean holds) {
    this.facts = facts;
    this.holds = holds;
  }

  /** The children as they are to be applied, and what to say of their pods. */
  public static Desired of(Desired desired, ServiceMeta service, Settings settings, Facts facts) {
    String asked = service.annotations().get(ANNOTATION);
    boolean holds = asked == null ? settings.holdsMigration() : HOLD.equalsIgnoreCase(asked);
    return new Migration(facts, holds).of(desired);
  }

  private Desired of(Desired desired) {
    List<Child> children = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Child child : desired.children()) {
      Optional<ObjectNode> foreign = foreign(child);
      List<String> changes = foreign.map(live -> changes(child, live)).orElse(List.of());
      if (!changes.isEmpty()) {
        findings.add(finding(child, changes));
      }
      children.add(holds && foreign.isPresent() ? held(child, foreign.get()) : child);
    }
    return desired.with(children).and(Desired.findings(findings));
  }

  /** The live workload, when its pods are as somebody else wanted them. */
  private Optional<ObjectNode> foreign(Child child) {
    return child.role().kind().isScalable()
        ? facts.child(child.key()).filter(live -> !isOurs(live))
        : Optional.empty();
  }

  private static boolean isOurs(JsonNode live) {
    JsonNode annotations = live.at("/metadata/annotations");
    return annotations.has(Takeover.APPLIED) && !annotations.has(HELD);
  }

  private static List<String> changes(Child child, JsonNode live) {
    return child.role().kind().podTemplates().stream()
        .flatMap(pod -> TemplateChanges.between(child.object().at(pod), live.at(pod)).stream())
        .distinct()
        .toList();
  }

  private static Child held(Child child, JsonNode live) {
    ObjectNode object = child.object().deepCopy();
    for (String pod : child.role().kind().podTemplates()) {
      int name = pod.lastIndexOf('/');
      if (object.at(pod.substring(0, name)) instanceof ObjectNode parent
          && !live.at(pod).isMissingNode()) {
        parent.set(pod.substring(name + 1), Trees.of(live.at(pod)));
      }
    }
    object.withObjectProperty("metadata").withObjectProperty("annotations").put(HELD, "true");
    return new Child(child.role(), object, child.certificate());
  }

  private Finding finding(Child child, List<String> changes) {
    String named = changes.stream().limit(NAMED).collect(Collectors.joining(", "));
    String fields =
        changes.size() > NAMED ? named + " and " + (changes.size() - NAMED) + " more" : named;
    return holds
        ? warning(
            child,
            Takeover.PODS_HELD,
            "its pods stay as another controller made them; when you remove the hold"
                + " they restart, because these fields differ: "
                + fields)
        : warning(
            child,
            Takeover.PODS_CHANGE,
            "another controller made it, and its pods restart, because these fields change: "
                + fields
                + "; the annotation "
                + ANNOTATION
                + ": hold on the service keeps pods as they are");
  }

  private static Finding warning(Child child, String reason, String message) {
    return Finding.warning(child.role().subject(), reason, "", child.key() + ": " + message);
  }
}
