package io.llmisvc.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, as one user may read it. Each call is a request, or several when there is much; used
 * by several threads.
 */
public final class LiveCluster implements AutoCloseable {
  private static final int PAGE = 500;
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;
  private static final int GONE = 410;

  private final KubernetesClient client;
  private final Map<String, Set<String>> resources = new ConcurrentHashMap<>();

  private LiveCluster(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Finds the cluster; sends no request.
   *
   * @throws UnreadableClusterException when none is configured
   */
  public static LiveCluster connect(Target target) {
    return new LiveCluster(Connection.open(target));
  }

  /** The namespace of the context; {@code default} when it names none. */
  public String namespace() {
    return Objects.requireNonNullElse(client.getConfiguration().getNamespace(), "default");
  }

  /** The name of the context, or else the address. */
  public String name() {
    Config config = client.getConfiguration();
    return config.getCurrentContext() == null
        ? config.getMasterUrl()
        : config.getCurrentContext().getName();
  }

  /** One object, when it exists. */
  public Optional<ObjectNode> get(ApiResource resource, String namespace, String name) {
    return read(
        resource.collection(namespace) + "/" + UriPart.of(name), "get", resource, namespace);
  }

  /** All objects; none when the resource is not served. */
  public List<ObjectNode> list(ApiResource resource, @Nullable String namespace) {
    return list(resource, namespace, Map.of());
  }

  /**
   * The objects with these parameters, such as {@code labelSelector}; none when the resource is not
   * served.
   *
   * @param namespace absent for all of them
   */
  public List<ObjectNode> list(
      ApiResource resource, @Nullable String namespace, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> "&" + parameter.getKey() + "=" + UriPart.of(parameter.getValue()))
            .collect(Collectors.joining());
    String start = resource.collection(namespace) + "?limit=" + PAGE + query;
    List<ObjectNode> found = new ArrayList<>();
    String next = start;
    while (true) {
      Optional<ObjectNode> page = read(next, "list", resource, namespace);
      page.ifPresent(list -> addItems(list, found));
      String more = page.map(list -> list.path("metadata").path("continue").asText("")).orElse("");
      if (more.isEmpty()) {
        return found;
      }
      next = start + "&continue=" + UriPart.of(more);
    }
  }

  /** Items of a list lack what the list says of all of them. */
  private static void addItems(ObjectNode list, List<ObjectNode> found) {
    String kind = list.path("kind").asText();
    for (JsonNode item : list.path("items")) {
      if (item instanceof ObjectNode object) {
        if (!object.has("kind") && kind.endsWith("List")) {
          object.put("kind", kind.substring(0, kind.length() - "List".length()));
          object.put("apiVersion", list.path("apiVersion").asText());
        }
        found.add(object);
      }
    }
  }

  /**
   * The last lines that a container wrote; empty when there are none.
   *
   * @param previous whether those of the run before are meant
   */
  public String log(String namespace, String pod, String container, int lines, boolean previous) {
    ApiResource pods = ApiResource.of(Kind.POD);
    String address =
        "%s/%s/log?container=%s&tailLines=%d&previous=%s"
            .formatted(
                pods.collection(namespace),
                UriPart.of(pod),
                UriPart.of(container),
                lines,
                previous);
    try {
      return text(address, "get", "pods/log", namespace).orElse("");
    } catch (KubernetesClientException e) {
      return ""; // a container that never ran has none
    }
  }

  /** Whether a resource is served in this version. */
  public boolean serves(ApiResource resource) {
    return resources
        .computeIfAbsent(resource.root(), root -> served(root, resource))
        .contains(resource.plural());
  }

  /** The kinds that a cluster may lack and this one has. */
  public Set<Kind> kinds() {
    List<Kind> optional = Kind.optional().toList();
    List<Boolean> served = Parallel.map(optional, kind -> serves(ApiResource.of(kind)));
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int i = 0; i < optional.size(); i++) {
      if (served.get(i)) {
        kinds.add(optional.get(i));
      }
    }
    return kinds;
  }

  /** The release of the API server; absent when it does not say. */
  public Optional<ServerVersion> server() {
    return read("/version", "get", "/version", null)
        .flatMap(
            version ->
                ServerVersion.parse(
                    version.path("major").asText() + "." + version.path("minor").asText()));
  }

  private Set<String> served(String root, ApiResource resource) {
    Set<String> names = new HashSet<>();
    read(root, "get", resource, null)
        .ifPresent(
            found -> found.path("resources").forEach(it -> names.add(it.path("name").asText())));
    return names;
  }

  private Optional<ObjectNode> read(
      String address, String verb, ApiResource resource, @Nullable String namespace) {
    return read(address, verb, resource.title(), resource.isNamespaced() ? namespace : null);
  }

  private Optional<ObjectNode> read(
      String address, String verb, String what, @Nullable String namespace) {
    try {
      return text(address, verb, what, namespace)
          .map(json -> client.getKubernetesSerialization().unmarshal(json, ObjectNode.class));
    } catch (KubernetesClientException e) {
      if (e.getCode() == GONE) {
        throw new UnreadableClusterException(
            "%s changed too fast to be listed; try again".formatted(what));
      }
      throw new UnreadableClusterException("cannot %s %s: %s".formatted(verb, what, cause(e)));
    }
  }

  private Optional<String> text(
      String address, String verb, String what, @Nullable String namespace) {
    try {
      return Optional.ofNullable(client.raw(address));
    } catch (KubernetesClientException e) {
      if (hasNoAnswer(e)) {
        throw new UnreadableClusterException(
            "cannot reach %s (context %s): %s".formatted(client.getMasterUrl(), name(), cause(e)));
      }
      switch (e.getCode()) {
        case FORBIDDEN ->
            throw new ReadRefusedException(
                "may not %s %s in %s; ask for that right"
                    .formatted(
                        verb, what, namespace == null ? "the cluster" : "namespace " + namespace));
        case UNAUTHORIZED ->
            throw new UnreadableClusterException(
                "%s does not know the user of the kubeconfig; log in again".formatted(name()));
        default -> throw e;
      }
    }
  }

  /** Whether it is the network that failed, and not the API server that refused. */
  private static boolean hasNoAnswer(KubernetesClientException e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner instanceof IOException || e.getCode() == 0;
  }

  /** The innermost words; one line. */
  private static String cause(KubernetesClientException e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String said = inner.getMessage();
    return said == null ? inner.getClass().getSimpleName() : said.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
