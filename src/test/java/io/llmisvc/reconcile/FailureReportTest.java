package io.llmisvc.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.llmisvc.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What the API server refuses is said once, however often it is tried. */
class FailureReportTest {
  private static final String REFUSED =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b"}
        template:
          nodeSelector: {"not a label": x}
          containers: [{name: main, image: x}]
      """;

  private static final String POLICY =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: no-status-in-%1$s}
      spec:
        failurePolicy: Fail
        matchConstraints:
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
          resourceRules:
          - apiGroups: [serving.kserve.io]
            apiVersions: ["*"]
            operations: [UPDATE]
            resources: [llminferenceservices/status]
        validations: [{expression: "false", message: no status here}]
      """;

  private static final String POLICY_BINDING =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: no-status-in-%1$s}
      spec: {policyName: no-status-in-%1$s, validationActions: [Deny]}
      """;

  private final OperatorWorld world = OperatorWorld.shared();

  @Test
  void tellsARefusalOnce() {
    // Given
    String namespace = world.newNamespace();

    // When
    world.apply(namespace, REFUSED);
    world.await(namespace, "llm", "WorkloadsReady", "False");
    Await.until("it was tried again", () -> refused(namespace, "deployments", "llm-kserve") >= 3);

    // Then
    List<Event> errors =
        world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
            .filter(event -> event.getReason().equals("Error"))
            .toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().getCount()).isEqualTo(1);
    assertThat(errors.getFirst().getType()).isEqualTo("Warning");
    assertThat(errors.getFirst().getMessage()).contains("llm-kserve").contains("not a label");
  }

  @Test
  void tellsAStatusThatIsRefusedOnce() {
    // Given
    String namespace = world.newNamespace();
    world.apply(POLICY.formatted(namespace));
    world.apply(POLICY_BINDING.formatted(namespace));
    world.apply(namespace, OperatorWorld.routed("probe"));
    Await.until("statuses are refused", () -> refusesStatuses(namespace));
    world.service(namespace, "probe").delete();
    Await.until("it is gone", () -> world.service(namespace, "probe").get() == null);

    // When
    world.apply(namespace, OperatorWorld.routed("llm"));
    Await.until("it was tried again", () -> refused(namespace, "llminferenceservices", "llm") >= 3);

    // Then
    List<Event> told =
        world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
            .filter(event -> event.getInvolvedObject().getName().equals("llm"))
            .filter(event -> event.getType().equals("Warning"))
            .toList();
    assertThat(told)
        .singleElement()
        .matches(event -> event.getReason().equals("UpdateFailed") && event.getCount() == 1)
        .extracting(Event::getMessage)
        .asString()
        .startsWith("the status cannot be written: ")
        .contains("no status here");

    // When
    world.admin().load(stream(POLICY_BINDING.formatted(namespace))).delete();
    // Then
    world.awaitReady(namespace, "llm");
    world.admin().load(stream(POLICY.formatted(namespace))).delete();
  }

  private boolean refusesStatuses(String namespace) {
    try {
      world.admin().resource(world.service(namespace, "probe").get()).updateStatus();
      return false;
    } catch (KubernetesClientException e) {
      return e.getCode() == 422;
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private long refused(String namespace, String resource, String name) {
    return world.controlPlane().auditLog().entries().stream()
        .filter(entry -> entry.namespace().equals(namespace) && entry.name().equals(name))
        .filter(entry -> entry.resource().equals(resource) && entry.isWrite())
        .filter(entry -> entry.code() == 422)
        .count();
  }

  @Test
  void keepsRetriesOutOfTheLog() {
    // Given
    LogRecord retry = new LogRecord(Level.WARNING, "another attempt is pending");
    retry.setThrown(new ServicePass.PassFailedException(List.of()));
    LogRecord wrapped = new LogRecord(Level.WARNING, "another attempt is pending");
    wrapped.setThrown(new OperatorException(retry.getThrown()));
    LogRecord accident = new LogRecord(Level.WARNING, "another attempt is pending");
    accident.setThrown(new IllegalStateException());

    // Then
    assertThat(new RetryNoise().isLoggable(retry)).isFalse();
    assertThat(new RetryNoise().isLoggable(wrapped)).isFalse();
    assertThat(new RetryNoise().isLoggable(accident)).isTrue();
  }
}
