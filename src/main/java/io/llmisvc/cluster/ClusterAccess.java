package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.lease.Candidacy;
import io.llmisvc.cluster.lease.LeaderElection;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.metrics.Meters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Keeps the client inside of this package: who wants the cluster opens it here. */
@Singleton
public final class ClusterAccess {
  private final KubernetesClient client;
  private final LeaseTerm term;
  private final ApiRequests requests;

  /**
   * @param client whose writes the term bounds
   * @param requests counts those of the election; the client has them counted already
   */
  @Inject
  public ClusterAccess(KubernetesClient client, LeaseTerm term, ApiRequests requests) {
    this.client = client;
    this.term = term;
    this.requests = requests;
  }

  /** That of an operator that is the only one. */
  public ClusterAccess(KubernetesClient client) {
    this(client, LeaseTerm.endless(), new ApiRequests(Meters.unseen(), Clock.systemUTC()));
  }

  /**
   * @param namespaces where to look, empty for everywhere
   */
  public Cluster open(List<String> namespaces, Clock clock, Cluster.Listener listener) {
    // else the client reads what a watch sends into a type of its own first
    client.getKubernetesSerialization().registerKubernetesResource(StoredService.class);
    client.getKubernetesSerialization().registerKubernetesResource(StoredConfig.class);
    return new Cluster(
        new KindClient(client, term, new NamespaceScope(namespaces)), clock, listener);
  }

  /**
   * Contends for the lease once it is started, and extends the term.
   *
   * @param begins runs each time that a term begins; must not block
   */
  public LeaderElection election(Candidacy candidacy, LeaderElection.Listener listener) {
    return new LeaderElection(
        OperatorClient.ofElection(client, requests), candidacy, term, listener);
  }
}
