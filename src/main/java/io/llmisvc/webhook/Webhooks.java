package io.llmisvc.webhook;

import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.serving.CertificateSource;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.cluster.serving.ServingCertificate;
import io.llmisvc.config.MetricsEnvironment;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Serves webhooks when they are on, and metrics when they are secure, whether this operator leads
 * or not; both with one certificate.
 */
@Singleton
final class Webhooks {
  private static final int BEFORE_THE_FRAMEWORK = Interceptor.Priority.LIBRARY_BEFORE;
  private static final Duration FILES_ARE_READ = Duration.ofSeconds(5);
  private static final Duration RENEWAL_IS_CHECKED = Duration.ofHours(1);

  private final WebhookEnvironment environment;
  private final HttpsServer server;
  private final Optional<HttpsServer> metrics;
  private final Optional<CertificateSource> certificates;

  @Inject
  Webhooks(
      Vertx vertx,
      Meters meters,
      ReviewEndpoints endpoints,
      ServingAccess access,
      Config settings) {
    this(
        vertx,
        meters,
        endpoints,
        access,
        WebhookEnvironment.of(name -> settings.getOptionalValue(name, String.class)),
        MetricsEnvironment.of(name -> settings.getOptionalValue(name, String.class)));
  }

  Webhooks(
      Vertx vertx,
      Meters meters,
      ReviewEndpoints endpoints,
      ServingAccess access,
      WebhookEnvironment environment,
      MetricsEnvironment secured) {
    this.environment = environment;
    Limits limits = Limits.production();
    this.server =
        new HttpsServer(
            vertx,
            SocketAddress.inetSocketAddress(environment.port(), environment.address()),
            limits,
            new ReviewSite(endpoints.all(), limits, meters));
    this.metrics =
        secured.isSecure()
            ? Optional.of(
                new HttpsServer(
                    vertx,
                    SocketAddress.inetSocketAddress(secured.port(), secured.address()),
                    limits,
                    new MetricsSite(meters, access.metricsReaders(Clock.systemUTC())::standing)))
            : Optional.empty();
    this.certificates = source(environment, secured, access);
    meters.gauge(
        Metric.CERTIFICATE_NOT_AFTER,
        () ->
            certificateEnd().stream()
                .map(
                    end ->
                        Meters.Sample.of(end.getEpochSecond(), areOn() ? "webhook" : "metrics")));
  }

  private static Optional<CertificateSource> source(
      WebhookEnvironment environment, MetricsEnvironment secured, ServingAccess access) {
    return switch (environment.certificates()) {
      case OFF ->
          secured.isSecure()
              ? Optional.of(
                  ServingAccess.selfSigned(
                      names(environment), Clock.systemUTC(), RENEWAL_IS_CHECKED))
              : Optional.empty();
      case SELF_MANAGED -> Optional.of(selfManaged(environment, access));
      case FILES -> Optional.of(new FileCertificates(environment.directory(), FILES_ARE_READ));
    };
  }

  private static CertificateSource selfManaged(WebhookEnvironment webhooks, ServingAccess access) {
    return access.selfManaged(
        OperatorEnvironment.current().systemNamespace(),
        names(webhooks),
        Clock.systemUTC(),
        RENEWAL_IS_CHECKED);
  }

  private static ServerNames names(WebhookEnvironment webhooks) {
    OperatorEnvironment operator = OperatorEnvironment.current();
    return ServingAccess.names(
        operator.systemNamespace(), operator.clusterDomain(), webhooks.hosts());
  }

  /** Before the framework reads anything: an API server may have to call this operator for that. */
  void start(@Observes @Priority(BEFORE_THE_FRAMEWORK) StartupEvent started) {
    start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    stop();
  }

  void start() {
    certificates.ifPresent(source -> source.start(this::present));
  }

  private void present(ServingCertificate certificate) {
    if (areOn()) {
      server.present(certificate);
    }
    metrics.ifPresent(it -> it.present(certificate));
  }

  private boolean areOn() {
    return mode() != WebhookEnvironment.Certificates.OFF;
  }

  void stop() {
    metrics.ifPresent(HttpsServer::close);
    server.close();
    certificates.ifPresent(CertificateSource::close);
  }

  /** True when everything that is on is served. */
  boolean areServed() {
    return !areOn() || server.isListening();
  }

  /** What answers no more though nobody stopped it: {@code reviews}, {@code metrics}. */
  List<String> dead() {
    return Stream.of(
            Optional.of("reviews").filter(name -> !server.isAlive()),
            metrics.filter(it -> !it.isAlive()).map(it -> "metrics"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** True when no caller believes the certificate any more. */
  boolean hasCertificateEnded() {
    return certificateEnd().filter(end -> !Instant.now().isBefore(end)).isPresent();
  }

  /** When the certificate ends that is in use, one for all; absent while there is none. */
  Optional<Instant> certificateEnd() {
    return Stream.concat(Stream.of(server), metrics.stream())
        .flatMap(it -> it.certificate().stream())
        .findFirst()
        .map(it -> it.certificate().getNotAfter().toInstant());
  }

  /** The port that it listens on, 0 when it does not. */
  int port() {
    return server.port();
  }

  /** The port at which secure metrics are, 0 when there are none. */
  int metricsPort() {
    return metrics.map(HttpsServer::port).orElse(0);
  }

  WebhookEnvironment.Certificates mode() {
    return environment.certificates();
  }
}
