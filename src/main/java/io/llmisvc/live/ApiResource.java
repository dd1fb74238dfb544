package io.llmisvc.live;

import io.llmisvc.api.ServingApi;
import io.llmisvc.model.naming.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A resource of the API server.
 *
 * @param group empty for Kubernetes' core
 * @param plural its name in addresses and rights
 */
public record ApiResource(String group, String version, String plural, boolean isNamespaced) {
  /** The services. */
  public static final ApiResource SERVICES =
      new ApiResource(ServingApi.GROUP, ServingApi.V1ALPHA2, "llminferenceservices", true);

  /** Their configs. */
  public static final ApiResource CONFIGS =
      new ApiResource(ServingApi.GROUP, ServingApi.V1ALPHA2, "llminferenceserviceconfigs", true);

  /** What happened to objects, as long as the API server remembers. */
  public static final ApiResource EVENTS = new ApiResource("", "v1", "events", true);

  /** What pods run on. */
  public static final ApiResource NODES = new ApiResource("", "v1", "nodes", false);

  /** The resource of a kind. */
  public static ApiResource of(Kind kind) {
    return new ApiResource(kind.group(), kind.version(), kind.plural(), kind.isNamespaced());
  }

  /** Its name with its group, as in a role. */
  String title() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Where its version is served. */
  String root() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  /**
   * Where its objects are.
   *
   * @param namespace absent for all of them
   */
  String collection(@Nullable String namespace) {
    return namespace == null || !isNamespaced
        ? root() + "/" + plural
        : root() + "/namespaces/" + UriPart.of(namespace) + "/" + plural;
  }
}
