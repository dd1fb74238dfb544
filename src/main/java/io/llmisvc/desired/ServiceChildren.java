package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;

/** The children of one service: their metadata, and the way from a typed object to a child. */
public record ServiceChildren(ServiceMeta service, Facts facts) {
  private static final String OWNER_API_VERSION = "serving.kserve.io/v1alpha2";
  private static final String OWNER_KIND = "LLMInferenceService";

  /** Metadata of a child in the service's namespace, controlled by the service. */
  public ObjectMeta metadata(String name, Map<String, String> labels) {
    return metadata(name, labels, Map.of());
  }

  public ObjectMeta metadata(
      String name, Map<String, String> labels, Map<String, String> annotations) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(service.namespace())
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(owner())
        .build();
  }

  /** Metadata of a cluster-scoped child: nothing can own it. */
  public static ObjectMeta clusterMetadata(String name, Map<String, String> labels) {
    return new ObjectMetaBuilder().withName(name).withLabels(labels).build();
  }

  /** A typed model or a record with {@code apiVersion}, {@code kind} and {@code metadata}. */
  public static Desired present(ChildRole role, Object object) {
    return Desired.of(new Child(role, Trees.of(object)));
  }

  public static Desired present(ChildRole role, Object object, CertificateRequest certificate) {
    return Desired.of(new Child(role, Trees.of(object), certificate));
  }

  /** Nothing at all when the cluster does not serve the kind: then there is nothing to remove. */
  public Desired absent(ChildRole role, Kind kind, String name, String why) {
    return facts.serves(kind)
        ? Desired.absent(new AbsentChild(role, key(kind, name), why))
        : Desired.NOTHING;
  }

  public ObjectKey key(Kind kind, String name) {
    return new ObjectKey(kind, service.namespace(), name);
  }

  private List<OwnerReference> owner() {
    if (service.uid() == null) {
      return List.of();
    }
    return List.of(
        new OwnerReferenceBuilder()
            .withApiVersion(OWNER_API_VERSION)
            .withKind(OWNER_KIND)
            .withName(service.name())
            .withUid(service.uid())
            .withController(true)
            .withBlockOwnerDeletion(true)
            .build());
  }
}
