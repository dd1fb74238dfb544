package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.serving.ServingCertificate;
import io.llmisvc.conversion.ConversionReview;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ServerIdentity;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookServerTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ServerIdentity IDENTITY = ServerIdentity.ofLoopback();
  private static final String REVIEW =
      "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": %s}";
  private static final String SMALL = REVIEW.formatted("{\"uid\": \"1\"}");
  private static final int LARGE = 20 << 20;
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Limits.OfConnections MANY = new Limits.OfConnections(100, PATIENT, PATIENT);
  private static final String CONVERSION =
      "{\"apiVersion\": \"apiextensions.k8s.io/v1\", \"kind\": \"ConversionReview\"}";
  private static final String ASKED =
      """
      POST /echo HTTP/1.1\r
      Host: a\r
      Content-Type: application/json\r
      Content-Length: %d\r
      \r
      %s""";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();
  private final List<ReviewEndpoint> endpoints =
      List.of(
          new ReviewEndpoint("/echo", ReviewKind.ADMISSION, review -> review),
          new ReviewEndpoint("/convert", ReviewKind.CONVERSION, ConversionReview::answer),
          new ReviewEndpoint("/fail", ReviewKind.ADMISSION, WebhookServerTest::fail),
          new ReviewEndpoint("/hold", ReviewKind.ADMISSION, this::hold));
  private HttpsServer server = start(limits(PATIENT));
  private ReviewClient client = ReviewClient.of(server.port(), IDENTITY);

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  @AfterAll
  static void end() {
    VERTX.close();
  }

  @Test
  void answersWhatTheHandlerSays() {
    // When
    HttpResponse<String> response = client.post("/echo", SMALL);
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).isEqualTo(SMALL.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /echo    | text/plain                      | {}          | 415 | reviews are application/json
          /        | application/json                | {}          | 404 | no such webhook
          /echo/   | application/json                | {}          | 404 | no such webhook
          /echo    | application/json                | {           | 400 | not JSON: Unexpected end-of-input
          /echo    | application/json; charset=utf-8 | hello       | 400 | not JSON: Unrecognized token
          /echo    | application/json                | []          | 400 | no AdmissionReview
          /echo    | Application/JSON                | {"kind": 1} | 400 | no AdmissionReview
          /convert | application/json                | {}          | 400 | no ConversionReview
          """)
  void refusesWhatIsNoReview(String path, String type, String body, int status, String line) {
    // When
    HttpResponse<String> response = client.post(path, type, BodyPublishers.ofString(body));
    // Then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith(line).endsWith("\n").hasLineCount(1);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({"v1,200", "v1beta1,200", "v2,400", "1,400"})
  void knowsTheVersionsOfReviews(String version, int status) {
    String review = SMALL.replace("k8s.io/v1", "k8s.io/" + version);
    assertThat(client.post("/echo", review).statusCode()).isEqualTo(status);
    assertThat(client.post("/convert", review).statusCode()).isEqualTo(400);
  }

  @Test
  void takesPostsOnly() {
    // When
    HttpResponse<String> response = client.get("/echo");
    // Then
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void refusesNestingBeyondTheLimit() {
    // When
    HttpResponse<String> response =
        client.post("/echo", REVIEW.formatted("[".repeat(10_000) + "]".repeat(10_000)));
    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("nesting depth").hasLineCount(1);
  }

  /** What is stored is stored: one object must not hide the others of a list. */
  @Test
  void convertsObjectsAsDeepAsApiServersStoreThem() {
    // Given
    int levels = 10_000;
    String deep = "{\"d\":".repeat(levels) + "{}" + "}".repeat(levels);
    String objects =
        Stream.of("{}", deep, "{}")
            .map(
                inline ->
                    """
                    {"apiVersion": "serving.kserve.io/v1alpha1", "kind": "LLMInferenceService",
                     "metadata": {"name": "a", "namespace": "b", "annotations": {"%s": "c"}},
                     "spec": {"model": {"criticality": "High"}, "router": {"scheduler": {"config": {"inline": %s}}}}}
                    """
                        .formatted("k".repeat(2000), inline))
            .collect(Collectors.joining(","));
    // When
    HttpResponse<String> response =
        client.post(
            "/convert",
            """
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "ConversionReview",
             "request": {"uid": "1", "desiredAPIVersion": "serving.kserve.io/v1alpha2", "objects": [%s]}}
            """
                .formatted(objects));
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("{\"status\":\"Success\"}", "\"inline\":" + deep + "}");
    assertThat(response.body().split("serving.kserve.io/v1alpha2\"", -1)).hasSize(4);
  }

  @Test
  void refusesALargeBody() {
    // Given
    byte[] large = new byte[LARGE];
    // When
    HttpResponse<String> announced =
        client.post("/echo", "application/json", BodyPublishers.ofByteArray(large));
    HttpResponse<String> streamed =
        client.post(
            "/echo",
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    // Then
    for (HttpResponse<String> response : List.of(announced, streamed)) {
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).isEqualTo("a request has at most 8388608 bytes\n");
    }
    assertThat(client.post("/echo", SMALL).statusCode()).isEqualTo(200);
  }

  @Test
  void takesTwoOfTheLargestObjects() {
    String object = "\"" + "x".repeat((3 << 20) - 1000) + "\"";
    String review = REVIEW.formatted("[%s,%s]".formatted(object, object));
    assertThat(client.post("/echo", review).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsNobodyWhatFailed() {
    // When
    HttpResponse<String> response = client.post("/fail", SMALL);
    // Then
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("the review failed; the operator's log says where\n");
    assertThat(client.post("/echo", SMALL).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesMoreThanMayWait() {
    // Given
    var answered = client.begin("/hold", SMALL);
    Await.until("one is held", () -> held.get() == 1);
    // When
    var second = client.begin("/hold", SMALL);
    var third = client.begin("/hold", SMALL);
    CompletableFuture.anyOf(second, third).join();
    // Then
    HttpResponse<String> refused = second.isDone() ? second.join() : third.join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).isEqualTo("too many requests at once; try again\n");
    // When
    released.countDown();
    // Then
    assertThat(answered.join().statusCode()).isEqualTo(200);
    assertThat(List.of(second.join().statusCode(), third.join().statusCode()))
        .containsExactlyInAnyOrder(200, 503);
    assertThat(client.post("/echo", SMALL).statusCode()).isEqualTo(200);
  }

  @Test
  void holdsNoMoreBodiesThanAllowed() {
    // Given
    restart(new Limits(1000, 1500, 1, 1, PATIENT, Duration.ZERO, MANY));
    var first = client.begin("/hold", SMALL + " ".repeat(800));
    Await.until("one is held", () -> held.get() == 1);
    // When
    int large = client.post("/echo", SMALL + " ".repeat(800)).statusCode();
    // Then
    assertThat(large).isEqualTo(503);
    // When
    released.countDown();
    first.join();
    // Then
    assertThat(client.post("/echo", SMALL + " ".repeat(800)).statusCode()).isEqualTo(200);
  }

  @Test
  void freesItsThreadsOfReviewsThatHang() {
    // Given
    restart(limits(SHORT));
    // When
    HttpResponse<String> hung = client.post("/hold", SMALL);
    // Then
    assertThat(hung.statusCode()).isEqualTo(504);
    assertThat(hung.body()).isEqualTo("no answer within 300 ms\n");
    Await.until("the thread is free", () -> client.post("/echo", SMALL).statusCode() == 200);
  }

  @Test
  void endsARequestThatDoesNotEnd() throws IOException {
    // Given
    restart(limits(SHORT));
    try (Socket socket = connect()) {
      // When
      send(socket, ASKED.formatted(1000, "{"));
      // Then
      assertThat(socket.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .startsWith("HTTP/1.1 504 ");
    }
  }

  @Test
  void convertsWhileAllThatAnswerAdmissionHang() {
    // Given
    client.begin("/hold", SMALL);
    Await.until("one is held", () -> held.get() == 1);
    CompletableFuture.anyOf(client.begin("/hold", SMALL), client.begin("/hold", SMALL)).join();
    // When
    HttpResponse<String> converted = client.post("/convert", CONVERSION);
    // Then
    assertThat(converted.statusCode()).isEqualTo(200);
    assertThat(held).hasValue(1);
  }

  @Test
  void closesConnectionsBeyondTheLimit() throws IOException {
    // Given
    restart(limits(PATIENT, new Limits.OfConnections(2, PATIENT, PATIENT)));
    try (Socket first = connect();
        Socket second = connect()) {
      assertThat(isAnswered(first)).isTrue();
      assertThat(isAnswered(second)).isTrue();
      // When
      try (Socket third = connect()) {
        // Then
        assertThat(isAnswered(third)).isFalse();
      }
      assertThat(isAnswered(first)).isTrue();
      // When
      second.close();
      // Then
      Await.until("there is room", this::isAnsweredAnew);
    }
  }

  @Test
  void closesAConnectionWhoseFirstHeadDoesNotEnd() throws IOException {
    // Given
    restart(limits(PATIENT, new Limits.OfConnections(2, SHORT, PATIENT)));
    try (Socket slow = connect()) {
      // When
      send(slow, "POST /echo HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      // Then
      assertThat(slow.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void closesAConnectionThatAsksNoMore() throws IOException {
    // Given
    restart(limits(PATIENT, new Limits.OfConnections(2, PATIENT, SHORT)));
    try (Socket quiet = connect()) {
      // When
      send(quiet, ASKED.formatted(SMALL.length(), SMALL) + "POST /echo");
      // Then
      assertThat(quiet.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("HTTP/1.1 4");
    }
  }

  @Test
  void closesAConnectionThatDoesNotBecomeSecure() throws IOException {
    // Given
    restart(limits(PATIENT, new Limits.OfConnections(2, SHORT, PATIENT)));
    try (Socket silent = new Socket("127.0.0.1", server.port())) {
      // When // Then
      assertThat(silent.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void keepsAConnectionWhoseReviewTakesLongerThanItMayBeIdle() throws IOException {
    // Given
    restart(limits(PATIENT, new Limits.OfConnections(100, PATIENT, SHORT)));
    var answered = client.begin("/hold", SMALL);
    Await.until("one is held", () -> held.get() == 1);
    try (Socket quiet = connect()) {
      send(quiet, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(quiet.getInputStream().readAllBytes()).as("until it was closed").isNotEmpty();
    }
    // When
    released.countDown();
    // Then
    assertThat(answered.join().statusCode()).isEqualTo(200);
  }

  @Test
  void countsRequestsByKnownPathsOnly() {
    // When
    client.post("/echo", SMALL);
    client.post("/fail", SMALL);
    client.post("/" + "x".repeat(100), SMALL);
    // Then
    Await.untilAsserted(
        () ->
            assertThat(registry.scrape())
                .contains(
                    "llmisvc_webhook_requests_total{code=\"200\",path=\"/echo\",} 1.0\n",
                    "llmisvc_webhook_requests_total{code=\"500\",path=\"/fail\",} 1.0\n",
                    "llmisvc_webhook_requests_total{code=\"404\",path=\"other\",} 1.0\n",
                    "llmisvc_webhook_request_duration_seconds_count{path=\"/echo\",} 1.0\n")
                .doesNotContain("xxx"));
  }

  @Test
  void countsReviewsByTheirVerdict() {
    // When
    client.post("/echo", SMALL);
    client.post("/convert", CONVERSION);
    client.post("/fail", SMALL);
    client.post("/echo", "{}");
    // Then
    assertThat(registry.scrape().lines().filter(line -> line.startsWith("llmisvc_webhook_reviews")))
        .contains("llmisvc_webhook_reviews_total{path=\"/echo\",verdict=\"failed\",} 0.0")
        .filteredOn(line -> !line.endsWith(" 0.0"))
        .containsExactlyInAnyOrder(
            "llmisvc_webhook_reviews_total{path=\"/echo\",verdict=\"refused\",} 1.0",
            "llmisvc_webhook_reviews_total{path=\"/convert\",verdict=\"converted\",} 1.0",
            "llmisvc_webhook_reviews_total{path=\"/fail\",verdict=\"failed\",} 1.0");
  }

  @Test
  void changesItsCertificateWithoutAFailedRequest() throws Exception {
    // Given
    restart(new Limits(8 << 20, 32 << 20, 1, 10, PATIENT, Duration.ZERO, MANY));
    ServerIdentity next = ServerIdentity.ofLoopback();
    ReviewClient both = ReviewClient.of(server.port(), IDENTITY, next);
    AtomicBoolean isDone = new AtomicBoolean();
    List<CompletableFuture<Set<Integer>>> callers =
        IntStream.range(0, 3)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> statuses(both, isDone)))
            .toList();
    // When
    for (int i = 0; i < 10; i++) {
      server.present(certificate(i % 2 == 0 ? next : IDENTITY));
      both.statusOverNewConnection("/echo", SMALL);
    }
    server.present(certificate(next));
    isDone.set(true);
    // Then
    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).containsExactly(200));
    ReviewClient onlyNext = ReviewClient.of(server.port(), next);
    assertThat(onlyNext.post("/echo", SMALL).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWhatItBeganBeforeItStops() {
    // Given
    var answered = client.begin("/hold", SMALL);
    Await.until("one is held", () -> held.get() == 1);
    // When
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    Await.until(
        "its connections end",
        () -> client.get("/echo").headers().firstValue("Connection").orElse("").equals("close"));
    released.countDown();
    // Then
    assertThat(answered.join().statusCode()).isEqualTo(200);
    assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
  }

  private static Set<Integer> statuses(ReviewClient client, AtomicBoolean isDone) {
    Set<Integer> statuses = new HashSet<>();
    while (!isDone.get()) {
      try {
        statuses.add(client.statusOverNewConnection("/echo", SMALL));
      } catch (IOException | InterruptedException e) {
        statuses.add(-1);
      }
    }
    return statuses;
  }

  private Socket connect() throws IOException {
    return client.trust().getSocketFactory().createSocket("127.0.0.1", server.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a request over a connection that is open is. */
  private static boolean isAnswered(Socket socket) {
    try {
      send(socket, ASKED.formatted(SMALL.length(), SMALL));
      String answer = "";
      for (int next = 0; next >= 0 && !answer.endsWith("}}"); ) {
        next = socket.getInputStream().read();
        answer += (char) next;
      }
      return answer.startsWith("HTTP/1.1 200 ");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isAnsweredAnew() {
    try (Socket socket = connect()) {
      return isAnswered(socket);
    } catch (IOException e) {
      return false;
    }
  }

  private static ObjectNode fail(ObjectNode review) {
    throw new IllegalStateException("a secret of the object");
  }

  private ObjectNode hold(ObjectNode review) {
    held.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private void restart(Limits limits) {
    server.close();
    server = start(limits);
    client = ReviewClient.of(server.port(), IDENTITY);
  }

  private static Limits limits(Duration time) {
    return limits(time, MANY);
  }

  private static Limits limits(Duration time, Limits.OfConnections connections) {
    return new Limits(8 << 20, 32 << 20, 1, 1, time, Duration.ZERO, connections);
  }

  private HttpsServer start(Limits limits) {
    HttpsServer started =
        new HttpsServer(
            VERTX,
            SocketAddress.inetSocketAddress(0, "127.0.0.1"),
            limits,
            new ReviewSite(endpoints, limits, new Meters(registry)));
    started.present(certificate(IDENTITY));
    Await.until("it listens", started::isListening);
    return started;
  }

  private static ServingCertificate certificate(ServerIdentity identity) {
    return new ServingCertificate(
        identity.key(), List.of((X509Certificate) identity.certificate()));
  }
}
