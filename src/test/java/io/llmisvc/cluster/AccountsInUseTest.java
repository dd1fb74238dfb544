package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.ChildWriter.Written;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account outlives the pods that run as it. */
@WithControlPlane
class AccountsInUseTest {
  private final KubernetesClient admin;
  private final ChildWriter writer;
  private final ServiceMeta service;

  AccountsInUseTest(KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.writer = new ChildWriter(new KindClient(admin), new ObjectStore(), Clock.systemUTC());
    this.service = new ServiceMeta(namespace.name(), "svc", "uid-1", 1, Map.of(), Map.of(), false);
  }

  @Test
  void keepsAnAccountUntilNoPodRunsAsIt() {
    // Given
    writer.apply(service, account());
    writer.apply(service, deployment("serviceAccountName: own, "));
    assertThat(removal()).as("a workload names it").isEqualTo(Written.POSTPONED);
    startPod();

    // When
    writer.apply(service, deployment(""));

    // Then
    assertThat(removal()).as("a pod of the earlier template runs").isEqualTo(Written.POSTPONED);
    admin.pods().inNamespace(service.namespace()).withName("old").withGracePeriod(0).delete();
    assertThat(removal()).isEqualTo(Written.DELETED);
  }

  private Written removal() {
    return writer.remove(
        service,
        new AbsentChild(
            ChildRole.WORKLOAD_SERVICE_ACCOUNT,
            new ObjectKey(Kind.SERVICE_ACCOUNT, service.namespace(), "own"),
            "no pod has a routing sidecar"));
  }

  private void startPod() {
    admin
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: old, namespace: %s}
                spec: {serviceAccountName: own, containers: [{name: main, image: x}]}
                """
                    .formatted(service.namespace())
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  private Child account() {
    return OwnedChild.of(
        service,
        ChildRole.WORKLOAD_SERVICE_ACCOUNT,
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: own}}");
  }

  private Child deployment(String account) {
    return OwnedChild.of(
        service,
        ChildRole.MAIN_DEPLOYMENT,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: work}
        spec:
          selector: {matchLabels: {app: work}}
          template:
            metadata: {labels: {app: work}}
            spec: {%s containers: [{name: main, image: x}]}
        """
            .formatted(account));
  }
}
