package io.llmisvc.cluster.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server may send a connection away, and with it requests that it has not begun to answer. */
class SentAwayTest {
  private static final String HERE = "127.0.0.1";
  private static final int NO_ERROR = 0;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger sentAway = new AtomicInteger();
  private final Set<HttpVersion> versions = ConcurrentHashMap.newKeySet();
  private int port;

  @BeforeEach
  void serve() {
    KeyAndCertificate own =
        new CertificateIssuer()
            .selfSigned(
                new ServerNames(List.of(), List.of(HERE)),
                Validity.of(Instant.now(), Duration.ofHours(1)));
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .addKeyValue(Buffer.buffer(own.keyPem()))
                        .addCertValue(Buffer.buffer(own.certificatePem()))));
    port =
        server
            .requestHandler(this::answer)
            .listen(0, HERE)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  @AfterEach
  void end() {
    vertx.close();
  }

  /** Of each connection the third request is not answered. */
  private void answer(HttpServerRequest request) {
    versions.add(request.version());
    int third = 5;
    if (request.streamId() == third) {
      sentAway.incrementAndGet();
      request.connection().goAway(NO_ERROR, third - 2);
    } else {
      request.response().end("ok");
    }
  }

  @Test
  void requestThatWasNotAnsweredIsSentAgain() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://" + HERE + ":" + port + "/")
            .withTrustCerts(true)
            .withRequestTimeout(10_000)
            .build();
    try (KubernetesClient client =
        SendingClient.of(
            new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new SharedConnections(vertx))
                .build(),
            SentAgain.WHEN_CLOSED)) {
      // When
      List<String> answers = IntStream.range(0, 20).mapToObj(i -> client.raw("/version")).toList();
      // Then
      assertThat(answers).containsOnly("ok");
      assertThat(sentAway).hasPositiveValue();
      assertThat(versions).containsExactly(HttpVersion.HTTP_2);
    }
  }
}
