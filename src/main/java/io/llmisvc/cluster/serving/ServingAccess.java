package io.llmisvc.cluster.serving;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.OperatorClient;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.WatchState;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.model.naming.NamespacedName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the client inside: who wants certificates from the cluster gets them here. */
@Singleton
public final class ServingAccess {
  private static final String WEBHOOKS = "llmisvc-webhook-server-service";

  /** Also of replicas that are not ready: what they have to read first may have to be converted. */
  private static final String CONVERSION = "llmisvc-conversion-service";

  private static final List<String> SERVICES = List.of(WEBHOOKS, CONVERSION);
  private static final String SECRET = "llmisvc-webhook-server-cert";

  private final KubernetesClient client;
  private final OwnDefinitions definitions;
  private final List<CertificateSource> sources = new CopyOnWriteArrayList<>();

  @Inject
  public ServingAccess(KubernetesClient client, OwnDefinitions definitions) {
    this.client = client;
    this.definitions = definitions;
  }

  /**
   * The names of the Services of webhooks and conversion.
   *
   * @param others names and addresses by which the server is called as well
   */
  public static ServerNames names(String namespace, String clusterDomain, List<String> others) {
    return new ServerNames(
        Stream.concat(
                SERVICES.stream()
                    .map(service -> service + "." + namespace + ".svc")
                    .flatMap(service -> Stream.of(service, service + "." + clusterDomain)),
                others.stream().filter(other -> !isAddress(other)))
            .toList(),
        others.stream().filter(ServingAccess::isAddress).toList());
  }

  /**
   * A certificate that nobody is told to trust.
   *
   * @param every how often it looks whether the certificate ends
   */
  public static CertificateSource selfSigned(ServerNames names, Clock clock, Duration every) {
    return new SelfSignedCertificate(names, clock, every);
  }

  /** Knows who may read metrics; every replica asks that. */
  public MetricsReaders metricsReaders(Clock clock) {
    return new MetricsReaders(OperatorClient.unbounded(client, Runnable::run), clock);
  }

  /** How the certificates are watched. */
  public Stream<WatchState> watches() {
    return sources.stream().flatMap(CertificateSource::watches);
  }

  private static boolean isAddress(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }

  /**
   * Certificates that the operator makes itself, and that the API server is told to trust.
   *
   * @param namespace of the operator
   * @param every how often it looks whether something has to be renewed
   */
  public CertificateSource selfManaged(
      String namespace, ServerNames names, Clock clock, Duration every) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("llmisvc-certificates").unstarted(task));
    KubernetesClient unbounded = OperatorClient.unbounded(client, thread);
    CertificateSource source =
        new SelfManagedCertificates(
            unbounded,
            new NamespacedName(namespace, SECRET),
            new Renewal(names),
            new CallerTrust(
                unbounded,
                definitions,
                SERVICES.stream()
                    .map(service -> new NamespacedName(namespace, service))
                    .collect(Collectors.toSet()),
                thread),
            EventRecorder.unbounded(unbounded, "llmisvc-webhooks", clock),
            thread,
            new SelfManagedCertificates.Rhythm(clock, every));
    sources.add(source);
    return source;
  }
}
