package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.Terminal;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ClientKeyForm;
import io.llmisvc.testing.Crds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doctor, in a cluster with the operator, and what ails it then. */
class DoctorTest {
  private static final Path BASE = Path.of("kubernetes/base");
  private static final String READER = "reader";
  private static final String POOLS = "inferencepools.inference.networking.k8s.io";

  @SuppressWarnings("NullAway.Init")
  private static OperatorWorld world;

  @BeforeAll
  static void install() {
    world = OperatorWorld.bare();
    world.installOtherProjects();
    ReadingUser.allow(world);
    AppliedManifests.apply(world.admin(), operator());
    restore();
    world.startElectedOperator();
    Await.untilAsserted(() -> assertThat(doctor(READER).out()).contains(" 0 errors"));
  }

  @AfterEach
  void undo() {
    restore();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** With the names of presets as these files have them. */
  private static ObjectNode operator() {
    ObjectNode deployment = AppliedManifests.read(BASE.resolve("operator.yaml")).getFirst();
    for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
      if (variable.path("name").asText().equals("LLM_INFERENCE_SERVICE_CONFIG_PREFIX")) {
        ((ObjectNode) variable).put("value", "kserve-");
      }
    }
    return deployment;
  }

  private static void restore() {
    AppliedManifests.apply(world.admin(), BASE.resolve("operator-config.yaml"));
    AppliedManifests.apply(world.admin(), BASE.resolve("presets.yaml"));
  }

  @Test
  void findsAHealthyClusterFit() {
    // Given
    String namespace = world.newNamespace();
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = doctor(READER, "--all-namespaces");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out().lines().filter(line -> !line.startsWith("ok ")))
        .containsExactly(
            "warning  controllers  LeaderWorkerSet is served, but no Deployment of LeaderWorkerSet is there to act"
                + " on it; install its controller, unless it runs elsewhere",
            "warning  controllers  ScaledObject is served, but no Deployment of KEDA is there to act on it; install"
                + " its controller, unless it runs elsewhere",
            answer.out().lines().toList().getLast());
    assertThat(answer.out())
        .contains(
            "llminferenceservices.serving.kserve.io serves v1alpha1 and v1alpha2, stores v1alpha2",
            "all 14 of kserve-config-… are as they are shipped",
            "Gateway kserve/kserve-ingress-gateway of class simulated is programmed and takes"
                + " routes of all namespaces",
            "account kserve/llmisvc-controller-manager may do all that is needed",
            " 2 warnings, 0 errors\n");
  }

  @Test
  void missesADefinition() {
    // Given
    Crds.remove(world.admin(), POOLS);
    // When, Then
    Await.untilAsserted(
        () ->
            assertThat(doctor(READER).out())
                .contains(
                    "warning  apis         InferencePool.inference.networking.k8s.io is not served,"
                        + " so services with a scheduler cannot be made; install the inference"
                        + " extension, unless there are none\n"));
    Crds.install(
        world.admin(),
        Crds.ofOtherProjects().resolve("inference.networking.k8s.io_inferencepools.yaml"));
  }

  @Test
  void seesAChangedPreset() {
    // Given
    ObjectNode preset = AppliedManifests.read(BASE.resolve("presets.yaml")).getFirst();
    String name = preset.at("/metadata/name").asText();
    preset.withObjectProperty("spec").put("replicas", 7);
    AppliedManifests.apply(world.admin(), preset);
    // When
    Terminal.Answer answer = doctor(READER);
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains(
            "warning  presets      " + name + " was changed at spec.replicas; put the change into",
            "llmisvc presets --prefix kserve- --namespace kserve | kubectl apply");
  }

  @Test
  void refusesABrokenConfigMap() {
    // Given
    world.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: inferenceservice-config, namespace: kserve}
        data: {ingress: "{"}
        """);
    // When
    Terminal.Answer answer = doctor(READER, "-o", "json");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out())
        .contains(
            "\"reason\": \"SettingsInvalid\"",
            "\"message\": \"ConfigMap kserve/inferenceservice-config: ",
            "\"wayOut\": \"correct it; until then nothing is reconciled\"");
  }

  @Test
  void saysWhatMayNotBeRead() {
    // When
    Terminal.Answer answer = doctor("nobody");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains(
            "ok       apis         HTTPRoute.gateway.networking.k8s.io is served as v1\n",
            "warning  reading      may not list nodes in the cluster; ask for that right; devices"
                + " cannot be answered without it\n",
            "warning  reading      may not list clusterroles.rbac.authorization.k8s.io in the"
                + " cluster; ask for that right; pickers, rights cannot be answered without it\n")
        .doesNotContain("ok       rights", "ok       presets");
  }

  @Test
  void needsACluster() {
    // When
    Terminal.Answer answer = new Terminal().run("doctor", "--kubeconfig", "/nowhere");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).isEqualTo("error: --kubeconfig: cannot read /nowhere\n");
  }

  private static Terminal.Answer doctor(String account, String... arguments) {
    Path kubeconfig =
        world
            .controlPlane()
            .kubeconfigFor("system:serviceaccount:kserve:" + account, ClientKeyForm.RSA_PKCS8);
    List<String> all = new ArrayList<>(List.of("doctor", "--kubeconfig", kubeconfig.toString()));
    all.addAll(List.of(arguments));
    return new Terminal().run(all.toArray(String[]::new));
  }
}
