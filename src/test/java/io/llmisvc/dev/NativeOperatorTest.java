package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The native binary as an operator, with the rights that it has in a cluster, connected by an
 * elliptic client key.
 */
@Tag("native")
class NativeOperatorTest {
  private static final Set<String> APPLIED_OTHERWISE =
      Set.of("CustomResourceDefinition", "Deployment");
  private static final String WEBHOOKS = "WebhookConfiguration";

  /** A part of what each says of the guide's complete example. */
  private static final Map<String, String> VERBS =
      Map.of(
          "status -n production", "llama-70b-production",
          "tree -n production llama-70b-production", "Deployment",
          "why -n production llama-70b-production", "llama-70b-production",
          "explain -n production llama-70b-production", "preset kserve-config-llm-scheduler",
          "diff -n production llama-70b-production", "",
          "graph -n production -o mermaid", "llama-70b-production",
          "capacity -n production", "nvidia.com/gpu",
          "doctor", "0 errors",
          "impact -f samples/20-complete.yaml", "0 of 1 services change");

  private static final String BROKEN_TEMPLATE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: broken, namespace: kserve}
      spec: {model: {uri: "hf://a/b", name: "{{ .Nothing"}}
      """;

  @Test
  void makesASampleReady() throws Exception {
    // Given
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      assertThat(built).anyMatch(file -> file.toString().endsWith("-runner"));
    }
    try (DevCluster cluster = DevCluster.start()) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      // Then
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
      assertThat(VERBS).allSatisfy((verb, part) -> assertAnswers(cluster, verb, part));
    }
  }

  /** Verbs read the cluster by the client that the operator has, too. */
  private static void assertAnswers(DevCluster cluster, String verb, String part) {
    List<String> command = new ArrayList<>(List.of("bin/llmisvc"));
    command.addAll(List.of(verb.split(" ")));
    Command.Result answer =
        Command.run(command, env -> env.put("KUBECONFIG", cluster.kubeconfig().toString()));
    assertThat(answer.status()).as(answer.err()).isZero();
    assertThat(answer.out()).contains(part);
    assertThat(answer.err()).doesNotContain("Exception");
  }

  @Test
  void admitsByWebhooksOfItsOwnMaking(@TempDir Path work) throws IOException {
    // Given
    List<ObjectNode> all =
        AppliedManifests.read(
            Kustomize.build(Path.of("kubernetes/self-managed"), work.resolve("built.yaml")));
    int port = ControlPlane.freePort();
    Map<String, String> environment = new HashMap<>(Kustomize.environment(all));
    environment.put("WEBHOOK_ADDRESS", "127.0.0.1");
    environment.put("WEBHOOK_PORT", Integer.toString(port));
    try (DevCluster cluster =
        DevCluster.start(manifests(all, kind -> !kind.endsWith(WEBHOOKS)), environment)) {
      cluster.controlPlane().serve("kserve", "llmisvc-webhook-server-service", port);
      manifests(all, kind -> kind.endsWith(WEBHOOKS))
          .forEach(object -> AppliedManifests.apply(cluster.admin(), object));
      // When
      Runnable write =
          () -> cluster.admin().resource(BROKEN_TEMPLATE).inNamespace("kserve").dryRun().create();
      // Then
      Await.untilAsserted(
          () ->
              assertThatThrownBy(write::run)
                  .hasMessageContaining("denied the request")
                  .hasMessageContaining("spec.model.name"));
      AppliedManifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
    }
  }

  /** As the overlay's first lines say, with a namespace of one's own. */
  @Test
  void servesOneNamespaceWithRightsInItOnly(@TempDir Path work) throws IOException {
    // Given
    Path built = Kustomize.build(Path.of("kubernetes/namespaced"), work.resolve("built.yaml"));
    Files.writeString(built, Files.readString(built).replace("team-a", "production"));
    List<ObjectNode> all = AppliedManifests.read(built);
    try (DevCluster cluster =
        DevCluster.start(manifests(all, kind -> true), Kustomize.environment(all))) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/02-model.yaml"));
      AppliedManifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      // Then
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
      assertThat(cluster.admin().rbac().clusterRoleBindings().list().getItems())
          .noneMatch(binding -> binding.getMetadata().getName().contains("llmisvc"));
      assertThat(
              cluster
                  .admin()
                  .resources(LLMInferenceService.class)
                  .inNamespace("default")
                  .list()
                  .getItems())
          .isNotEmpty()
          .allMatch(service -> service.getStatus() == null);
    }
  }

  @Test
  void answersWhoeverWatchesIt() throws Exception {
    try (DevCluster cluster = DevCluster.start();
        HttpClient client = HttpClient.newHttpClient()) {
      // When
      Await.untilAsserted(
          () -> assertThat(get(client, cluster, "/readyz").statusCode()).isEqualTo(200));
      HttpResponse<String> health = get(client, cluster, "/healthz");
      Await.until(
          "it leads", () -> get(client, cluster, "/metrics").body().contains("llmisvc_leader 1"));
      // Then
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"status\": \"UP\"");
    }
  }

  private static HttpResponse<String> get(HttpClient client, DevCluster cluster, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(cluster.management() + path)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void letsGoOfItsLeaseWhenItIsStopped() {
    try (DevCluster cluster = DevCluster.start()) {
      // Given
      Await.until("it leads", Duration.ofMinutes(2), () -> !holder(cluster).isEmpty());
      // When
      cluster.operator().terminate();
      // Then
      assertThat(holder(cluster)).isEmpty();
    }
  }

  /** What is installed of these kinds, namespaces first. */
  private static List<ObjectNode> manifests(List<ObjectNode> all, Predicate<String> isWanted) {
    return all.stream()
        .filter(object -> !APPLIED_OTHERWISE.contains(object.path("kind").asText()))
        .filter(object -> isWanted.test(object.path("kind").asText()))
        .sorted(Comparator.comparing(object -> !object.path("kind").asText().equals("Namespace")))
        .toList();
  }

  private static String holder(DevCluster cluster) {
    Lease lease =
        cluster
            .admin()
            .leases()
            .inNamespace("kserve")
            .withName("llminferenceservice-kserve-controller-manager")
            .get();
    return lease == null ? "" : lease.getSpec().getHolderIdentity();
  }

  private static boolean isReady(DevCluster cluster) {
    LLMInferenceService service =
        cluster
            .admin()
            .resources(LLMInferenceService.class)
            .inNamespace("production")
            .withName("llama-70b-production")
            .get();
    return service.getStatus() != null
        && service.getStatus().conditions().stream()
            .anyMatch(c -> "Ready".equals(c.type()) && "True".equals(c.status()));
  }
}
