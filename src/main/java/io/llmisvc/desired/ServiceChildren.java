package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The children of one service: their metadata, and the way from a typed object to a child. */
public record ServiceChildren(ServiceMeta service, Facts facts) {
  private static final String OWNER_API_VERSION = "serving.kserve.io/v1alpha2";
  private static final String OWNER_KIND = "LLMInferenceService";

  /** Metadata of a child in the service's namespace, controlled by the service. */
  public ObjectMeta metadata(ChildRole role, Map<String, String> labels) {
    return metadata(role.name(service), labels);
  }

  public ObjectMeta metadata(String name, Map<String, String> labels) {
    return metadata(name, labels, Map.of());
  }

  public ObjectMeta metadata(
      String name, Map<String, String> labels, Map<String, String> annotations) {
    ObjectMeta metadata = clusterMetadata(name, labels);
    metadata.setNamespace(service.namespace());
    metadata.setAnnotations(annotations);
    metadata.setOwnerReferences(owner());
    return metadata;
  }

  /** Metadata of a cluster-scoped child: nothing can own it. */
  public static ObjectMeta clusterMetadata(String name, Map<String, String> labels) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(name);
    metadata.setLabels(labels);
    return metadata;
  }

  /** A typed model or a record with {@code apiVersion}, {@code kind} and {@code metadata}. */
  public static Desired present(ChildRole role, Object object) {
    return Desired.of(new Child(role, Trees.of(object)));
  }

  public static Desired present(ChildRole role, Object object, CertificateRequest certificate) {
    return Desired.of(new Child(role, Trees.of(object), certificate));
  }

  public Desired absent(ChildRole role, String why) {
    return absent(role, role.key(service), why);
  }

  /** Nothing at all when the cluster does not serve the kind: then there is nothing to remove. */
  public Desired absent(ChildRole role, ObjectKey key, String why) {
    return facts.serves(key.kind())
        ? Desired.absent(new AbsentChild(role, key, why))
        : Desired.NOTHING;
  }

  /**
   * The same, and absent is what else a stage can have. A part of the service with an error may say
   * less than it meant, so nothing follows from its silence.
   */
  public Desired complete(Desired decided, Stage stage) {
    Set<Subject> broken =
        decided.findings().stream()
            .filter(Finding::isError)
            .map(Finding::subject)
            .collect(Collectors.toSet());
    return orAbsent(
        decided,
        ChildRole.of(stage).stream().filter(role -> !broken.contains(role.subject())).toList(),
        "nothing in the spec asks for it");
  }

  /**
   * The same, and absent is each of these roles of which it has no child and which it does not
   * withhold. What services share is never absent.
   */
  public Desired orAbsent(Desired decided, Collection<ChildRole> roles, String why) {
    List<AbsentChild> absent = new ArrayList<>();
    for (ChildRole role : roles) {
      ObjectKey key = role.isShared() ? null : role.key(service);
      if (key != null && !decided.decides(role, key) && facts.serves(key.kind())) {
        absent.add(new AbsentChild(role, key, why));
      }
    }
    return decided.and(new Desired(List.of(), absent, List.of(), Set.of()));
  }

  private List<OwnerReference> owner() {
    if (service.uid() == null) {
      return List.of();
    }
    boolean blocksDeletion = true;
    boolean controls = true;
    return List.of(
        new OwnerReference(
            OWNER_API_VERSION,
            blocksDeletion,
            controls,
            OWNER_KIND,
            service.name(),
            service.uid()));
  }
}
