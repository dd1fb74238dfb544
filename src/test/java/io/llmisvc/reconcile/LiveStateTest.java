package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.cli.Terminal;
import io.llmisvc.model.naming.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What status, tree and diff say of a cluster whose operator has done its work and is gone. */
class LiveStateTest {
  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final String PODS_ONLY = "system:serviceaccount:kserve:half";

  private static final String RIGHTS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: half}
      rules:
      - {apiGroups: [serving.kserve.io], resources: ["*"], verbs: [get, list]}
      - {apiGroups: [""], resources: [configmaps, pods], verbs: [get, list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: half}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: half}
      subjects:
      - {kind: ServiceAccount, name: half, namespace: kserve}
      """;

  private static String namespace = "";

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void settle() {
    WORLD.installOtherProjects();
    ReadingUser.allow(WORLD);
    WORLD.apply(RIGHTS);
    namespace = WORLD.newNamespace();
    WORLD.startOperator();
    for (String name : List.of("kept", "changed")) {
      WORLD.apply(namespace, OperatorWorld.routed(name));
      WORLD.awaitReady(namespace, name);
    }
    WORLD.awaitQuiet();
    WORLD.stopOperator();
  }

  @AfterAll
  static void end() {
    WORLD.close();
  }

  @Test
  void tellsHowServicesAre() {
    // When
    Terminal.Answer answer = reader().run(namespace, "status", "kept", "--fail-on-not-ready");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out().lines().toList())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("NAME   READY   REASON   SINCE   PATTERN"),
            line ->
                assertThat(line)
                    .matches("kept   True    -        \\d+[sm] +deployment   1/1 +- +0 .*"));
  }

  @Test
  void drawsAServiceWithWhatBelongsToIt() {
    // When
    Terminal.Answer answer = reader().run(namespace, "tree", "kept");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains(
            "LLMInferenceService kept",
            "├─ configs",
            "│  ├─ LLMInferenceServiceConfig kserve/kserve-config-llm-",
            "Deployment kept-kserve ",
            "│  │  └─ Pod kept-kserve-",
            "└─ traffic",
            "   ├─ Gateway kserve/kserve-ingress-gateway ",
            "HTTPRoute kept-kserve-route ",
            "InferencePool kept-inference-pool ",
            "   └─ InferencePool.inference.networking.x-k8s.io kept-inference-pool ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render kept",
        "validate kept",
        "explain kept spec.replicas",
        "report kept",
        "impact -f samples/03-single-node.yaml"
      })
  void saysWhatAVerbMayNotRead(String typed) {
    // When
    Terminal.Answer answer = new ReadingUser(WORLD, PODS_ONLY).run(namespace, typed.split(" "));
    // Then
    assertThat(answer.out()).isNotEmpty();
    assertThat(answer.err())
        .contains(
            "warning: may not list deployments.apps in namespace ",
            "warning: may not list clusterrolebindings.rbac.authorization.k8s.io in the cluster; ask");
  }

  @Test
  void findsNoDriftInWhatTheOperatorMade() {
    // When
    Terminal.Answer answer = reader().run(namespace, "diff", "kept");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void saysWhoChangedWhat() {
    // Given
    change(
        Kind.DEPLOYMENT,
        "changed-kserve",
        "{\"spec\": {\"template\": {\"spec\": {\"terminationGracePeriodSeconds\": 7}}}}");
    WORLD.child(Kind.HTTP_ROUTE, namespace, "changed-kserve-route").delete();
    // When
    Terminal.Answer answer = reader().run(namespace, "diff", "changed");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out())
        .contains(
            "# Deployment %s/changed-kserve differs\n".formatted(namespace),
            "#   spec.template.spec.terminationGracePeriodSeconds: by rival (Update) at 2",
            "\n-      terminationGracePeriodSeconds: 7\n",
            "# HTTPRoute %s/changed-kserve-route is missing\n".formatted(namespace),
            "\n+kind: HTTPRoute\n")
        .doesNotContain("kept");
  }

  @Test
  void showsWhatFilesWouldMake() throws IOException {
    // Given
    Path file = directory.resolve("service.yaml");
    Files.writeString(file, OperatorWorld.routed("kept").replace("replicas: 1", "replicas: 2"));
    // When
    Terminal.Answer changed = reader().run(namespace, "diff", "-f", file.toString());
    Files.writeString(file, OperatorWorld.routed("kept"));
    Terminal.Answer same = reader().run(namespace, "diff", "-f", file.toString());
    Files.writeString(file, OperatorWorld.routed("kept").replace(", scheduler: {}", ""));
    Terminal.Answer less = reader().run(namespace, "diff", "-f", file.toString());
    // Then
    assertThat(changed.err()).isEmpty();
    assertThat(changed.out()).contains("\n-  replicas: 1\n+  replicas: 2\n");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(same.out()).isEmpty();
    assertThat(same.exitCode()).isZero();
    assertThat(less.out())
        .contains("# InferencePool %s/kept-inference-pool must not exist: ".formatted(namespace))
        .contains("\n-kind: InferencePool\n");
    assertThat(less.exitCode()).isEqualTo(1);
  }

  @Test
  void saysWhichRightsAreMissing() {
    // When
    Terminal.Answer status = new ReadingUser(WORLD, PODS_ONLY).run(namespace, "status", "kept");
    Terminal.Answer diff = new ReadingUser(WORLD, PODS_ONLY).run(namespace, "diff", "kept");
    // Then
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("1/?");
    assertThat(status.err())
        .contains(
            "warning: may not list deployments.apps in namespace %s; ask for that right"
                .formatted(namespace));
    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(diff.out()).isEmpty();
    assertThat(diff.err())
        .contains(
            "error: may not list deployments.apps in namespace %s; ask for that right"
                .formatted(namespace));
  }

  private static void change(Kind kind, String name, String patch) {
    WORLD
        .child(kind, namespace, name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("rival")
                .build(),
            patch);
  }

  private static ReadingUser reader() {
    return ReadingUser.of(WORLD);
  }
}
