package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.KedaOperator;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Services that are scaled, beside the operator of KEDA. */
class KedaTest {
  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b", name: a/b}
        scaling:
          minReplicas: 2
          maxReplicas: 3
      """;
  private static final String OPTIONS =
      "pollingInterval: 1, cooldownPeriod: 1, idleReplicaCount: 0, initialCooldownPeriod: 0";
  private static final String CONFIGURATION =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: inferenceservice-config, namespace: kserve}
      data:
        autoscaling-wva-controller-config: '{"prometheus": {"url": "%s"}}'
      """;

  private static final KedaOperator KEDA = start();
  private final String namespace = WORLD.newNamespace();

  private static KedaOperator start() {
    WORLD.installOtherProjects();
    KedaOperator keda = KedaOperator.start(WORLD.controlPlane());
    WORLD.apply(CONFIGURATION.formatted(keda.prometheus()));
    WORLD.startOperator();
    return keda;
  }

  @AfterAll
  static void stop() {
    KEDA.close();
    WORLD.close();
  }

  @Test
  void wakesFromIdleFollowsTheVariantAutoscalerAndSleepsAgain() {
    // Given
    KEDA.answer(0);
    WORLD.apply(namespace, SERVICE + "    wva: {keda: {%s}}\n".formatted(OPTIONS));
    WORLD.await(namespace, "llm", "ScalingReady", "True");
    awaitReplicas(0);
    // When
    KEDA.answer(3);
    WORLD.metrics().set(namespace, "scaledobject.keda.sh/name=llm-kserve-keda", 3);
    // Then
    awaitReplicas(3);
    WORLD.awaitReady(namespace, "llm");
    // When
    Instant quiet = quiet();
    KEDA.answer(0);
    // Then
    awaitReplicas(0);
    WORLD.awaitQuiet();
    assertThat(WORLD.writesSince(quiet))
        .filteredOn(write -> write.namespace().equals(namespace))
        .filteredOn(write -> !write.resource().equals("events"))
        .allMatch(write -> write.resource().equals("llminferenceservices"));
  }

  @Test
  void followsAnAutoscalerBesideWhichTheWebhookOfKedaAdmitsNoOther() {
    // Given
    KEDA.answer(3);
    WORLD.metrics().set(namespace, "variant_name=llm-kserve-hpa", 3);
    WORLD.apply(namespace, SERVICE + "    wva: {hpa: {}}\n");
    awaitReplicas(3);
    WORLD.awaitReady(namespace, "llm");
    WORLD.metrics().set(namespace, "scaledobject.keda.sh/name=llm-kserve-keda", 3);
    // When
    Instant change = Instant.now();
    WORLD.apply(namespace, SERVICE + "    wva: {keda: {%s}}\n".formatted(OPTIONS));
    // Then
    Await.until(
        "KEDA scales alone",
        () ->
            WORLD.exists(Kind.SCALED_OBJECT, namespace, "llm-kserve-keda")
                && !WORLD.exists(Kind.HORIZONTAL_POD_AUTOSCALER, namespace, "llm-kserve-hpa"));
    WORLD.awaitReady(namespace, "llm");
    assertThat(replicas()).isEqualTo(3);
    assertThat(WORLD.writesSince(change))
        .anyMatch(write -> write.resource().equals("scaledobjects") && write.code() == 403);
  }

  @Test
  void scalesAServiceOfALongName() {
    // Given
    String name = "a-name-of-so-many-letters-that-what-is-derived-of-it-is-cut";
    // When
    WORLD.apply(
        namespace,
        SERVICE.replace("name: llm}", "name: " + name + "}")
            + "    wva: {keda: {%s}}\n".formatted(OPTIONS));
    // Then
    WORLD.await(namespace, name, "ScalingReady", "True");
  }

  @Test
  void letsGoOfTheCountWhenItsOwnTriggersGo() {
    // Given
    KEDA.answer(5);
    WORLD.apply(
        namespace,
        SERVICE
            + """
                keda:
                  pollingInterval: 1
                  triggers:
                  - {type: prometheus, metadata: {serverAddress: "%s", query: waiting, threshold: "1"}}
            """
                .formatted(KEDA.prometheus()));
    WORLD.metrics().set(namespace, "scaledobject.keda.sh/name=llm-kserve-keda", 3);
    WORLD.await(namespace, "llm", "ScalingReady", "True");
    awaitReplicas(3);
    // When
    WORLD.apply(namespace, SERVICE.substring(0, SERVICE.indexOf("  scaling:")));
    // Then
    Await.until(
        "nothing scales", () -> !WORLD.exists(Kind.SCALED_OBJECT, namespace, "llm-kserve-keda"));
    WORLD.awaitReady(namespace, "llm");
    assertThat(replicas()).isEqualTo(3);
  }

  private static Instant quiet() {
    WORLD.awaitQuiet();
    return Instant.now();
  }

  private void awaitReplicas(int count) {
    Await.until(
        count + " replicas",
        () -> {
          KEDA.requireAlive();
          return WORLD.exists(Kind.DEPLOYMENT, namespace, "llm-kserve") && replicas() == count;
        });
  }

  private int replicas() {
    return WORLD.child(Kind.DEPLOYMENT, namespace, "llm-kserve").get().get("spec", "replicas");
  }
}
