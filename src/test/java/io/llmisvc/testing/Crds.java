package io.llmisvc.testing;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Installs CustomResourceDefinitions from files with one definition each. */
public final class Crds {
  private static final String FIELD_MANAGER = "crd-installer";
  private static final Path OWN = Path.of("kubernetes/base/crds");
  private static final Duration REMOVAL = Duration.ofMinutes(3);

  private Crds() {}

  /**
   * Gateway API, its inference extension, LeaderWorkerSet, KEDA, cert-manager and the Prometheus
   * Operator; a file is named {@code GROUP_PLURAL.yaml}.
   */
  public static Path ofOtherProjects() {
    return Assets.crds();
  }

  /** Installs a file, or all files of a directory; returns when the API server serves them. */
  public static void install(KubernetesClient client, Path fileOrDirectory) {
    List<String> names = yamlFiles(fileOrDirectory).map(file -> apply(client, file)).toList();
    for (String name : names) {
      Await.until("CRD " + name + " is established", () -> isEstablished(client, name));
    }
  }

  /**
   * Installs those of the operator's own kinds, whose objects are stored in this version then;
   * returns when clients find them.
   */
  public static void installStoring(KubernetesClient client, String version) {
    for (Path file : yamlFiles(OWN).toList()) {
      GenericKubernetesResource definition = read(file);
      List<Map<String, Object>> versions = definition.get("spec", "versions");
      versions.forEach(each -> each.put("storage", version.equals(each.get("name"))));
      apply(client, definition);
      String name = definition.getMetadata().getName();
      Await.until("CRD " + name + " is established", () -> isEstablished(client, name));
      Await.until("CRD " + name + " is found", () -> isFound(client, name));
    }
  }

  private static boolean isFound(KubernetesClient client, String name) {
    APIResourceList resources = client.getApiResources("serving.kserve.io/v1alpha2");
    return resources != null
        && resources.getResources().stream()
            .anyMatch(resource -> name.startsWith(resource.getName() + "."));
  }

  /**
   * Returns when the definition is gone: while it terminates, its kind still looks served. The API
   * server itself waits up to a minute for objects of the kind to go before it tries once more.
   */
  public static void remove(KubernetesClient client, String name) {
    var definition = client.apiextensions().v1().customResourceDefinitions().withName(name);
    definition.delete();
    Await.until("the definition " + name + " is gone", REMOVAL, () -> definition.get() == null);
  }

  private static Stream<Path> yamlFiles(Path fileOrDirectory) {
    if (!Files.isDirectory(fileOrDirectory)) {
      return Stream.of(fileOrDirectory);
    }
    try (Stream<Path> files = Files.list(fileOrDirectory)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Sent as the tree that was read: the typed model drops empty lists and maps, which mean
  // something in a schema.
  private static String apply(KubernetesClient client, Path file) {
    GenericKubernetesResource definition = read(file);
    apply(client, definition);
    return definition.getMetadata().getName();
  }

  private static void apply(KubernetesClient client, GenericKubernetesResource definition) {
    client.resource(definition).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  private static GenericKubernetesResource read(Path file) {
    try {
      GenericKubernetesResource definition =
          Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
      definition.getAdditionalProperties().remove("status");
      return definition;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEstablished(KubernetesClient client, String name) {
    CustomResourceDefinition definition =
        client.apiextensions().v1().customResourceDefinitions().withName(name).get();
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
