package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal;
import io.llmisvc.model.naming.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
