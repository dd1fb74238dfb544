package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three hundred services, each with an account and a Secret of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyReferencesTest {
  private static final int SERVICES = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final List<String> NAMES =
      IntStream.range(0, SERVICES).mapToObj(i -> "llm-" + i).toList();

  private static String namespace = "";

  @BeforeAll
  static void serveAll() {
    WORLD.installOtherProjects();
    namespace = WORLD.newNamespace();
    NAMES.forEach(name -> WORLD.apply(namespace, withCredentials(name)));
    TestOperator operator = WORLD.startOperator();
    Await.until("all had a pass", PATIENCE, () -> operator.finished().containsAll(NAMES));
    NAMES.forEach(
        name -> Await.until(name + " is ready", PATIENCE, () -> WORLD.isReady(namespace, name)));
    WORLD.awaitQuiet();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  @Order(1)
  void opensAWatchPerKindAndNotPerReference() {
    List<AuditEntry> watches =
        WORLD.controlPlane().auditLog().entries().stream()
            .filter(entry -> entry.user().equals(OperatorWorld.OPERATOR))
            .filter(entry -> entry.verb().equals("watch"))
            .toList();
    assertThat(watches)
        .filteredOn(entry -> List.of("secrets", "serviceaccounts").contains(entry.resource()))
        .as("those of children, and those of what services refer to")
        .hasSizeLessThanOrEqualTo(4);
    assertThat(watches).hasSizeLessThan(50);
    assertThat(watches)
        .filteredOn(entry -> entry.resource().equals("pods"))
        .as("one for all, since a workload was not ready; another when it broke")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  @Order(2)
  void writesNothingAfterARestart() {
    // Given
    WORLD.stopOperator();
    Instant restart = Instant.now();
    // When
    TestOperator again = WORLD.startOperator();
    Await.until("each had a pass", PATIENCE, () -> again.finished().containsAll(NAMES));
    // Then
    assertThat(WORLD.writesSince(restart)).isEmpty();
  }

  @Test
  @Order(3)
  void tellsTheOneServiceWhoseSecretWentAndLeavesTheOthers() {
    // Given
    Instant before = Instant.now();
    // When
    WORLD.admin().secrets().inNamespace(namespace).withName("llm-7-credentials").delete();
    // Then
    assertThat(WORLD.await(namespace, "llm-7", "MainWorkloadReady", "False").message())
        .contains("llm-7-credentials")
        .contains("does not exist");
    assertThat(WORLD.writesSince(before))
        .filteredOn(entry -> entry.resource().equals("llminferenceservices"))
        .extracting(AuditEntry::name)
        .containsOnly("llm-7");
    // When
    WORLD.apply(namespace, secret("llm-7"));
    // Then
    WORLD.awaitReady(namespace, "llm-7");
  }

  private static String withCredentials(String name) {
    return secret(name)
        + """
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %1$s-account}
        secrets: [{name: %1$s-credentials}]
        ---
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: %1$s}
        spec:
          model: {uri: "s3://bucket/m", name: %1$s}
          replicas: 1
          template: {serviceAccountName: %1$s-account, containers: [{name: main, image: "i:1"}]}
        """
            .formatted(name);
  }

  private static String secret(String name) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s-credentials}
    stringData: {AWS_ACCESS_KEY_ID: "who", AWS_SECRET_ACCESS_KEY: "%s"}
    """
        .formatted(name, name);
  }
}
