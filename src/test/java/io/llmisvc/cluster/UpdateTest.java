package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.cluster.ChildWriter.Written;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an update removes, and what it leaves to others. */
@WithControlPlane
class UpdateTest {
  private final KindClient client;
  private final ChildWriter writer;
  private final ServiceMeta service;

  UpdateTest(KubernetesClient admin, TestNamespace namespace) {
    this.client = new KindClient(admin);
    this.writer = new ChildWriter(client, new ObjectStore(), Clock.systemUTC());
    this.service = new ServiceMeta(namespace.name(), "svc", "uid-1", 1, Map.of(), Map.of(), false);
  }

  @Test
  void removesAnAccountWithItsAlias() {
    // Given
    writer.apply(
        service, deployment("account", "serviceAccountName: own, containers: " + main("x:1")));

    // When
    writer.apply(service, deployment("account", "containers: " + main("x:1")));

    // Then
    assertThat(pod("account").path("serviceAccountName").asText()).isEmpty();
    assertThat(pod("account").path("serviceAccount").asText()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x:latest, x:1, IfNotPresent",
    "x:1, x:latest, Always",
    "x, 'x@sha256:0', IfNotPresent"
  })
  void pullsAsTheNewTagSays(String before, String after, String policy) {
    // Given
    String name = "pull-" + policy.toLowerCase(Locale.ROOT) + before.length();
    writer.apply(service, deployment(name, "containers: " + main(before)));

    // When
    writer.apply(service, deployment(name, "containers: " + main(after)));

    // Then
    assertThat(pod(name).at("/containers/0/imagePullPolicy").asText()).isEqualTo(policy);
  }

  @Test
  void emptiesMapsOfACustomResourceInOneStep() {
    // Given
    writer.apply(
        service, groups("volumes: [{name: v, emptyDir: {sizeLimit: 1Gi}}]", "{limits: {cpu: 1}}"));
    long before = groups().at("/metadata/generation").asLong();

    // When
    Written written =
        writer.apply(service, groups("volumes: [{name: v, emptyDir: {}}], tolerations: []", "{}"));

    // Then
    assertThat(written).isEqualTo(Written.UPDATED);
    JsonNode pod = groups().at("/spec/leaderWorkerTemplate/workerTemplate/spec");
    assertThat(pod.at("/volumes/0/emptyDir")).isEqualTo(JsonNodeFactory.instance.objectNode());
    assertThat(pod.at("/containers/0/resources")).isEqualTo(JsonNodeFactory.instance.objectNode());
    assertThat(groups().at("/metadata/generation").asLong()).isEqualTo(before + 1);
  }

  @Test
  void emptiesThemAgain() {
    // Given
    String empty = "volumes: [{name: v, emptyDir: {}}]";
    writer.apply(service, groups(empty, "{}"));
    writer.apply(
        service, groups("volumes: [{name: v, emptyDir: {medium: Memory}}]", "{limits: {cpu: 1}}"));
    writer.apply(service, groups(empty, "{}"));
    writer.apply(
        service, groups("volumes: [{name: v, emptyDir: {sizeLimit: 2Gi}}]", "{limits: {cpu: 2}}"));

    // When
    writer.apply(service, groups(empty, "{}"));

    // Then
    JsonNode pod = groups().at("/spec/leaderWorkerTemplate/workerTemplate/spec");
    assertThat(pod.at("/volumes/0/emptyDir")).isEqualTo(JsonNodeFactory.instance.objectNode());
    assertThat(writer.apply(service, groups(empty, "{}"))).isEqualTo(Written.NOTHING);
  }

  @Test
  void leavesWhatOthersWrote() {
    // Given
    writer.apply(service, deployment("others", "containers: " + main("x:1")));
    patchAs(
        "kubectl-rollout",
        "others",
        """
        {"spec": {"template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "now"}}}}}
        """);
    patchAs(
        "injector",
        "others",
        """
        {"spec": {"template": {"spec": {
          "imagePullSecrets": [{"name": "pull"}],
          "containers": [{"name": "main", "env": [{"name": "INJECTED", "value": "1"}]}, {"name": "side", "image": "s"}]}}}}
        """);

    // When
    writer.apply(service, deployment("others", "containers: " + main("x:2")));

    // Then
    JsonNode pod = pod("others");
    assertThat(pod.at("/containers/0/image").asText()).isEqualTo("x:2");
    assertThat(pod.at("/containers/0/env/0/name").asText()).isEqualTo("INJECTED");
    assertThat(pod.at("/containers/1/name").asText()).isEqualTo("side");
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("pull");
    assertThat(live("others").at("/spec/template/metadata/annotations").toString())
        .contains("restartedAt");
  }

  @Test
  void keepsAddressesOfAService() {
    // Given
    writer.apply(service, web("{port: 80, targetPort: http}"));
    JsonNode before = ClientTrees.of(client.one(key(Kind.SERVICE, "web")).get()).path("spec");

    // When
    writer.apply(service, web("{port: 80}"));

    // Then
    JsonNode after = ClientTrees.of(client.one(key(Kind.SERVICE, "web")).get()).path("spec");
    assertThat(after.path("clusterIP")).isEqualTo(before.path("clusterIP"));
    assertThat(after.at("/ports/0/targetPort").asInt()).isEqualTo(80);
  }

  private void patchAs(String manager, String deployment, String patch) {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.STRATEGIC_MERGE)
            .withFieldManager(manager)
            .build();
    client
        .client()
        .apps()
        .deployments()
        .inNamespace(service.namespace())
        .withName(deployment)
        .patch(context, patch);
  }

  private static String main(String image) {
    return "[{name: main, image: \"" + image + "\"}]";
  }

  private Child deployment(String name, String pod) {
    return OwnedChild.of(
        service,
        ChildRole.MAIN_DEPLOYMENT,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {%2$s}
        """
            .formatted(name, pod));
  }

  private Child groups(String pod, String resources) {
    return OwnedChild.of(
        service,
        ChildRole.MAIN_LEADER_WORKER_SET,
        """
        apiVersion: leaderworkerset.x-k8s.io/v1
        kind: LeaderWorkerSet
        metadata: {name: groups}
        spec:
          leaderWorkerTemplate:
            size: 2
            workerTemplate: {spec: {containers: [{name: main, image: x, resources: %s}], %s}}
        """
            .formatted(resources, pod));
  }

  private Child web(String port) {
    return OwnedChild.of(
        service,
        ChildRole.WORKLOAD_SERVICE,
        "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [%s]}}"
            .formatted(port));
  }

  private JsonNode pod(String deployment) {
    return live(deployment).at("/spec/template/spec");
  }

  private ObjectNode live(String deployment) {
    return ClientTrees.of(client.one(key(Kind.DEPLOYMENT, deployment)).get());
  }

  private ObjectNode groups() {
    return ClientTrees.of(client.one(key(Kind.LEADER_WORKER_SET, "groups")).get());
  }

  private ObjectKey key(Kind kind, String name) {
    return new ObjectKey(kind, service.namespace(), name);
  }
}
