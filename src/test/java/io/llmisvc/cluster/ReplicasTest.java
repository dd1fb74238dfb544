package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.ChildWriter.Written;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A service that says nothing about replicas leaves the live count alone. */
@WithControlPlane
class ReplicasTest {
  private final KubernetesClient admin;
  private final ChildWriter writer;
  private final ServiceMeta service;

  ReplicasTest(KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.writer = new ChildWriter(new KindClient(admin), new ObjectStore(), Clock.systemUTC());
    this.service = new ServiceMeta(namespace.name(), "svc", "uid-1", 1, Map.of(), Map.of(), false);
  }

  @Test
  void keepsTheCountThatTheServiceNoLongerGives() {
    // Given
    writer.apply(service, deployment("given", 3));

    // When
    writer.apply(service, deployment("given", null));

    // Then
    assertThat(live("given").getSpec().getReplicas()).isEqualTo(3);
    assertThat(writer.apply(service, deployment("given", null))).isEqualTo(Written.NOTHING);
  }

  @Test
  void keepsTheCountThatAnotherControllerOfTheServiceWrote() {
    // Given
    admin.resource(typed(deployment("taken", 4))).create();

    // When
    writer.apply(service, deployment("taken", null));

    // Then
    assertThat(live("taken").getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void takesTheCountBackWhenTheServiceGivesOneAgain() {
    // Given
    writer.apply(service, deployment("again", 3));
    writer.apply(service, deployment("again", null));

    // When
    writer.apply(service, deployment("again", 2));

    // Then
    assertThat(live("again").getSpec().getReplicas()).isEqualTo(2);
  }

  private Deployment live(String name) {
    return admin.apps().deployments().inNamespace(service.namespace()).withName(name).get();
  }

  private Child deployment(String name, @Nullable Integer replicas) {
    Deployment deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(service.namespace())
            .addNewOwnerReference()
            .withApiVersion("serving.kserve.io/v1alpha2")
            .withKind("LLMInferenceService")
            .withName(service.name())
            .withUid(service.uid())
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", name)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("x")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    ObjectNode tree = new ObjectMapper().valueToTree(deployment);
    return new Child(ChildRole.MAIN_DEPLOYMENT, tree);
  }

  private static Deployment typed(Child child) {
    return new ObjectMapper().convertValue(child.object(), Deployment.class);
  }
}
