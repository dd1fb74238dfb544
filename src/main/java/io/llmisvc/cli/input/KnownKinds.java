package io.llmisvc.cli.input;

import io.llmisvc.api.ServingApi;
import io.llmisvc.model.naming.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which kinds of objects the input may hold, and which of them matter. */
final class KnownKinds {
  private static final Set<String> OURS = Set.of(ServingApi.SERVICE_KIND, ServingApi.CONFIG_KIND);
  private static final List<String> VERSIONS = List.of(ServingApi.V1ALPHA1, ServingApi.V1ALPHA2);

  /** Kinds of the same API group that stand in the same repositories and are none of ours. */
  private static final Set<String> NEIGHBOURS =
      Set.of(
          "ClusterStorageContainer",
          "ClusterServingRuntime",
          "InferenceGraph",
          "InferenceService",
          "LocalModelCache",
          "LocalModelNamespaceCache",
          "LocalModelNode",
          "LocalModelNodeGroup",
          "ServingRuntime",
          "TrainedModel");

  private KnownKinds() {}

  static boolean isOurs(Document object) {
    return object.group().equals(ServingApi.GROUP) && OURS.contains(object.kind());
  }

  /** The kind that a plan may ask about, in whichever version the object is written. */
  static Optional<Kind> fact(Document object) {
    return Kind.of(object.apiVersion(), object.kind())
        .or(
            () ->
                Arrays.stream(Kind.values())
                    .filter(kind -> kind.group().equals(object.group()))
                    .filter(kind -> kind.kind().equals(object.kind()))
                    .findFirst());
  }

  /** Why an object of this kind cannot be meant. */
  static Optional<String> refusal(Document object) {
    if (object.apiVersion().equals(ServingApi.GROUP)) {
      return Optional.of(
          "apiVersion %s has no version; use %s/%s"
              .formatted(ServingApi.GROUP, ServingApi.GROUP, ServingApi.V1ALPHA2));
    }
    if (!object.group().equals(ServingApi.GROUP) || NEIGHBOURS.contains(object.kind())) {
      return Optional.empty();
    }
    if (!OURS.contains(object.kind())) {
      return Optional.of(
          "%s has no kind %s; did you mean %s or %s?"
              .formatted(
                  ServingApi.GROUP,
                  object.kind(),
                  ServingApi.SERVICE_KIND,
                  ServingApi.CONFIG_KIND));
    }
    String version = object.apiVersion().substring(ServingApi.GROUP.length() + 1);
    return VERSIONS.contains(version)
        ? Optional.empty()
        : Optional.of(
            "%s has no version %s; use one of %s"
                .formatted(object.kind(), version, String.join(", ", VERSIONS)));
  }
}
