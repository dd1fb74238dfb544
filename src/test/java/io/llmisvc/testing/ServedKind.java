package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A kind of objects that an API server serves, and the version to speak about it in. */
public record ServedKind(
    String group, String version, String kind, String plural, boolean namespaced) {
  /** Those without a CustomResourceDefinition that own something or are owned. */
  static final List<ServedKind> BUILT_IN =
      List.of(
          new ServedKind("", "v1", "Namespace", "namespaces", false),
          new ServedKind("", "v1", "ServiceAccount", "serviceaccounts", true),
          new ServedKind("", "v1", "Secret", "secrets", true),
          new ServedKind("", "v1", "Service", "services", true),
          new ServedKind("", "v1", "ConfigMap", "configmaps", true),
          new ServedKind("apps", "v1", "Deployment", "deployments", true),
          new ServedKind("rbac.authorization.k8s.io", "v1", "Role", "roles", true),
          new ServedKind("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true),
          new ServedKind(
              "rbac.authorization.k8s.io",
              "v1",
              "ClusterRoleBinding",
              "clusterrolebindings",
              false));

  static final ServedKind DEFINITIONS =
      new ServedKind(
          "apiextensions.k8s.io",
          "v1",
          "CustomResourceDefinition",
          "customresourcedefinitions",
          false);

  /** What a definition brings, in its stored version; nothing before it is established. */
  static Optional<ServedKind> definedBy(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    return isEstablished(definition)
        ? stored(spec)
            .map(
                version ->
                    new ServedKind(
                        spec.path("group").asText(),
                        version,
                        spec.at("/names/kind").asText(),
                        spec.at("/names/plural").asText(),
                        spec.path("scope").asText().equals("Namespaced")))
        : Optional.empty();
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  private static boolean isEstablished(JsonNode definition) {
    return StreamSupport.stream(definition.at("/status/conditions").spliterator(), false)
        .anyMatch(
            c ->
                c.path("type").asText().equals("Established")
                    && c.path("status").asText().equals("True"));
  }

  private static Optional<String> stored(JsonNode spec) {
    return StreamSupport.stream(spec.path("versions").spliterator(), false)
        .filter(
            version -> version.path("storage").asBoolean() && version.path("served").asBoolean())
        .map(version -> version.path("name").asText())
        .findFirst();
  }
}
