package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs without files, against a cluster where the operator runs. */
class LiveVerbsTest {
  private static final OperatorWorld WORLD = OperatorWorld.shared();
  private final ReadingUser reader = ReadingUser.of(WORLD);
  private String namespace = "";

  @BeforeEach
  void setUp() {
    namespace = WORLD.newNamespace();
  }

  @Test
  void rendersWhatTheOperatorMade() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = reader.run(namespace, "render", "llm");
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("kind: Deployment", "name: llm-kserve-route", "image: ");
    assertThat(WORLD.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route")).isTrue();
  }

  @Test
  void saysWhatMayNotBeRead() {
    // When
    Terminal.Answer answer = ReadingUser.withoutRights(WORLD).run(namespace, "render", "llm");
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
    Terminal.Answer answer = reader.run(namespace, "validate", "lmm");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: there is no LLMInferenceService lmm; there are %s/llm\n".formatted(namespace));
  }

  @Test
  void foretellsWhatFilesDoToTheCluster(@TempDir Path directory) throws IOException {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    Path file = directory.resolve("llm.yaml");
    // When
    Files.writeString(file, OperatorWorld.routed("llm"));
    Terminal.Answer same = reader.run(namespace, "impact", "-f", file.toString());
    Files.writeString(file, OperatorWorld.routed("llm").replace("replicas: 1", "replicas: 3"));
    Terminal.Answer more = reader.run(namespace, "impact", "-f", file.toString());
    // Then
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).startsWith("0 of 1 services change");
    assertThat(more.out())
        .contains("changed Deployment " + namespace + "/llm-kserve", "spec.replicas: 1 → 3");
  }

  @Test
  void foretellsWhatAnotherConfigMapOfTheOperatorDoes(@TempDir Path directory) throws IOException {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    Path file = directory.resolve("settings.yaml");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: inferenceservice-config, namespace: kserve}
        data:
          ingress: '{"kserveIngressGateway": "kserve/elsewhere", "enableLLMInferenceServiceTLS": false}'
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: elsewhere, namespace: kserve}
        spec:
          gatewayClassName: simulated
          listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
        """);
    // When
    Terminal.Answer impact = reader.run(namespace, "impact", "-f", file.toString());
    Terminal.Answer diff = reader.run(namespace, "diff", "-f", file.toString());
    // Then
    assertThat(impact.out())
        .startsWith("1 of 1 services changes")
        .contains("changed HTTPRoute " + namespace + "/llm-kserve-route", "elsewhere");
    assertThat(diff.out()).contains("+", "name: elsewhere");
  }

  @Test
  void foretellsWhatAnotherGatewayDoes(@TempDir Path directory) throws IOException {
    // Given
    String refs = "gateway: {refs: [{name: own, namespace: %s}]}".formatted(namespace);
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("gateway: {}", refs));
    WORLD.await(namespace, "llm", "GatewaysReady", "False");
    Path file = directory.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: own}
        spec:
          gatewayClassName: simulated
          listeners: [{name: http, port: 80, protocol: HTTP, hostname: llm.example.com}]
        """);
    // When
    Terminal.Answer answer = reader.run(namespace, "impact", "-f", file.toString());
    // Then
    assertThat(answer.out())
        .contains(
            "created HTTPRoute " + namespace + "/llm-kserve-route",
            "goes: error: spec.router.gateway.refs: Gateway " + namespace + "/own does not exist");
  }

  @Test
  void explainsAServiceOfTheCluster() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = reader.run(namespace, "explain", "llm", "spec.replicas");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("spec.replicas: 1", "# service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why",
        "why -n %s",
        "tree",
        "diff",
        "explain",
        "render",
        "status llama --context local"
      })
  void completesNamesOfServices(String typed) {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llama"));
    WORLD.apply(namespace, OperatorWorld.routed("mistral"));
    Shell shell = Shell.of(WORLD.controlPlane());
    // When
    Command.Result result =
        shell.run(
            """
            kubectl config set-context --current --namespace %s >log
            source <(llmisvc completion bash)
            COMP_WORDS=(llmisvc %s "ll")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            set +eu
            _complete_llmisvc_with_services
            echo "${COMPREPLY[@]}"
            """
                .formatted(namespace, typed.formatted(namespace)));
    // Then
    assertThat(result.out().strip()).as(result.err()).isEqualTo("llama");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "capacity llm | fits",
        "graph llm    | HTTPRoute",
        "report llm   | <!doctype html>",
        "explain llm  | # service"
      })
  void readsTheClusterForEveryVerb(String typed, String words) {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.apply(namespace, OperatorWorld.routed("other"));
    WORLD.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = reader.run(namespace, typed.split(" "));
    // Then
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains(words, "llm").doesNotContain("other-kserve");
  }
}
