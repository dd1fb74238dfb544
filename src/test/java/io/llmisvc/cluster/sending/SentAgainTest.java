package io.llmisvc.cluster.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentAgainTest {
  private static final String PATH = "/version";

  @Test
  void requestOnAConnectionThatWasClosedMeanwhileIsSentAgain() throws IOException {
    try (ForgetfulServer server = new ForgetfulServer(1);
        KubernetesClient client = client(server)) {
      // When
      List<String> answers = ask(client);
      // Then
      assertThat(answers).containsOnly("ok");
      assertThat(server.forgotten()).isPositive();
    }
  }

  @Test
  void soDoClientsThatAreMadeFromIt() throws IOException {
    try (ForgetfulServer server = new ForgetfulServer(1);
        KubernetesClient client = client(server)) {
      HttpClient derived = client.getHttpClient().newBuilder().tag("some").build();
      // When
      List<String> answers =
          ask(
              new KubernetesClientImpl(
                  derived, client.getConfiguration(), null, client.getKubernetesSerialization()));
      // Then
      assertThat(answers).containsOnly("ok");
      assertThat(server.forgotten()).isPositive();
    }
  }

  /** It is only known that a connection is kept for the next request when several were sent. */
  private static List<String> ask(KubernetesClient client) {
    return IntStream.range(0, 20).mapToObj(i -> client.raw(PATH)).toList();
  }

  @Test
  void serverThatNeverAnswersIsAskedThreeTimes() throws IOException {
    try (ForgetfulServer server = new ForgetfulServer(0);
        KubernetesClient client = client(server)) {
      // When
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> client.raw(PATH))
          .withStackTraceContaining("Connection was closed");
      // Then
      assertThat(server.forgotten()).isEqualTo(3);
    }
  }

  @Test
  void requestThatWasGivenUpIsNotSentAgain() {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<String> pending = new Unstoppable();
    CompletableFuture<String> answer =
        SentAgain.WHEN_CLOSED.send(
            mock(HttpRequest.class),
            () -> {
              sent.incrementAndGet();
              return pending;
            });
    // When
    answer.cancel(true);
    pending.completeExceptionally(new HttpClosedException("closed"));
    // Then
    assertThat(sent).hasValue(1);
  }

  /** What is sent already goes on. */
  private static final class Unstoppable extends CompletableFuture<String> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }

  private static KubernetesClient client(ForgetfulServer server) {
    return SendingClient.of(
        new KubernetesClientBuilder().withConfig(server.config()).build(), SentAgain.WHEN_CLOSED);
  }
}
