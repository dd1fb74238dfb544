package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Keeps the client inside of this package: who wants the cluster opens it here. */
@Singleton
public final class ClusterAccess {
  private final KubernetesClient client;

  @Inject
  public ClusterAccess(KubernetesClient client) {
    this.client = client;
  }

  public Cluster open(Clock clock, Cluster.Listener listener) {
    // else the client reads what a watch sends into a type of its own first
    client.getKubernetesSerialization().registerKubernetesResource(StoredService.class);
    client.getKubernetesSerialization().registerKubernetesResource(StoredConfig.class);
    return new Cluster(client, clock, listener);
  }
}
