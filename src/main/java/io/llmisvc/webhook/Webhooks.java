package io.llmisvc.webhook;

import io.llmisvc.cluster.serving.CertificateSource;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Serves webhooks when they are on, whether this operator leads or not. */
@Singleton
final class Webhooks {
  private static final int BEFORE_THE_FRAMEWORK = Interceptor.Priority.LIBRARY_BEFORE;
  private static final Duration FILES_ARE_READ = Duration.ofSeconds(5);
  private static final Duration RENEWAL_IS_CHECKED = Duration.ofHours(1);

  private final WebhookEnvironment environment;
  private final WebhookServer server;
  private final Optional<CertificateSource> certificates;

  @Inject
  Webhooks(
      Vertx vertx,
      MeterRegistry registry,
      ReviewEndpoints endpoints,
      ServingAccess access,
      Config settings) {
    this(
        vertx,
        registry,
        endpoints,
        access,
        WebhookEnvironment.of(name -> settings.getOptionalValue(name, String.class)));
  }

  Webhooks(
      Vertx vertx,
      MeterRegistry registry,
      ReviewEndpoints endpoints,
      ServingAccess access,
      WebhookEnvironment environment) {
    this.environment = environment;
    this.server =
        new WebhookServer(
            vertx,
            environment,
            Limits.production(),
            endpoints.all(),
            new RequestMeter(registry, endpoints.paths()));
    this.certificates = source(environment, access);
  }

  private static Optional<CertificateSource> source(
      WebhookEnvironment environment, ServingAccess access) {
    return switch (environment.certificates()) {
      case OFF -> Optional.empty();
      case SELF_MANAGED -> Optional.of(selfManaged(environment, access));
      case FILES -> Optional.of(new FileCertificates(environment.directory(), FILES_ARE_READ));
    };
  }

  private static CertificateSource selfManaged(WebhookEnvironment webhooks, ServingAccess access) {
    OperatorEnvironment operator = OperatorEnvironment.current();
    String namespace = operator.systemNamespace();
    return access.selfManaged(
        namespace,
        ServingAccess.names(namespace, operator.clusterDomain(), webhooks.hosts()),
        Clock.systemUTC(),
        RENEWAL_IS_CHECKED);
  }

  /** Before the framework reads anything: an API server may have to call this operator for that. */
  void start(@Observes @Priority(BEFORE_THE_FRAMEWORK) StartupEvent started) {
    start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    stop();
  }

  void start() {
    certificates.ifPresent(source -> source.start(server::present));
  }

  void stop() {
    server.close();
    certificates.ifPresent(CertificateSource::close);
  }

  /** True when everything that is on is served. */
  boolean areServed() {
    return certificates.isEmpty() || server.isListening();
  }

  /** The port that it listens on, 0 when it does not. */
  int port() {
    return server.port();
  }

  WebhookEnvironment.Certificates mode() {
    return environment.certificates();
  }
}
