package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.ClientKeyForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs without files, against a cluster where the operator runs. */
class LiveVerbsTest {
  private static final OperatorWorld WORLD = OperatorWorld.shared();
  private static final String READER = "system:serviceaccount:kserve:reader";

  static final String MAY_READ =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
      - apiGroups: ["*"]
        resources: ["*"]
        verbs: [get, list]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: reader}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
      - {kind: ServiceAccount, name: reader, namespace: kserve}
      """;

  private String namespace = "";

  @BeforeEach
  void setUp() {
    namespace = WORLD.newNamespace();
    WORLD.apply(MAY_READ);
  }

  @Test
  void rendersWhatTheOperatorMade() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = run(READER, "render", "llm");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("kind: Deployment", "name: llm-kserve-route", "image: ");
    assertThat(WORLD.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route")).isTrue();
  }

  @Test
  void saysWhatMayNotBeRead() {
    // When
    Terminal.Answer answer = run("system:serviceaccount:kserve:nobody", "render", "llm");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: may not list llminferenceservices.serving.kserve.io in namespace %s; ask for that right\n"
                .formatted(namespace));
  }

  @Test
  void saysWhichServicesAreMissing() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    // When
    Terminal.Answer answer = run(READER, "validate", "lmm");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: there is no LLMInferenceService lmm; there are %s/llm\n".formatted(namespace));
  }

  private Terminal.Answer run(String user, String... arguments) {
    Path kubeconfig = WORLD.controlPlane().kubeconfigFor(user, ClientKeyForm.RSA_PKCS8);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", namespace, "--kubeconfig", kubeconfig.toString()));
    return new Terminal().run(all.toArray(String[]::new));
  }
}
