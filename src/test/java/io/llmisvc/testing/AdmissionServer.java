package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Somebody's admission webhook: an HTTPS server on the loopback that answers reviews as the test
 * says, and remembers what it was asked.
 */
public final class AdmissionServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerIdentity identity = ServerIdentity.ofLoopback();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpsServer server;

  private AdmissionServer(Function<JsonNode, ObjectNode> verdict) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(workers);
    server.createContext("/", exchange -> answer(exchange, verdict));
    server.start();
  }

  /**
   * @param verdict from a review's request to its response; it may take its time
   */
  public static AdmissionServer start(Function<JsonNode, ObjectNode> verdict) throws IOException {
    return new AdmissionServer(verdict);
  }

  /** Lets an object pass as it is. */
  public static ObjectNode allow() {
    return JSON.createObjectNode().put("allowed", true);
  }

  /** Refuses an object. */
  public static ObjectNode deny(String message) {
    ObjectNode response = JSON.createObjectNode().put("allowed", false);
    response.putObject("status").put("message", message);
    return response;
  }

  /** Lets an object pass, changed. */
  public static ObjectNode change(String jsonPatch) {
    byte[] bytes = jsonPatch.getBytes(StandardCharsets.UTF_8);
    return allow()
        .put("patchType", "JSONPatch")
        .put("patch", Base64.getEncoder().encodeToString(bytes));
  }

  /** Namespace, resource and name of each object, in the order of the reviews. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** How a webhook configuration names this server. */
  public String clientConfig() {
    return "{url: \"https://127.0.0.1:%d/\", caBundle: %s}"
        .formatted(server.getAddress().getPort(), identity.caBundle());
  }

  /**
   * A configuration by which the server reviews what one user writes in namespaces with the label
   * {@code hostile: "yes"}.
   *
   * @param groups a list of API groups, as YAML
   */
  public static String configuration(String clientConfig, String user, String groups) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: hanging}
    webhooks:
    - name: hanging.example.com
      clientConfig: %s
      namespaceSelector: {matchLabels: {hostile: "yes"}}
      matchConditions:
      - {name: only-the-user, expression: "request.userInfo.username == '%s'"}
      rules: [{apiGroups: %s, apiVersions: ["*"], operations: [CREATE, UPDATE], resources: ["*/*"]}]
      failurePolicy: Fail
      timeoutSeconds: 30
      sideEffects: None
      admissionReviewVersions: [v1]
    """
        .formatted(clientConfig, user, groups);
  }

  private void answer(HttpExchange exchange, Function<JsonNode, ObjectNode> verdict)
      throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
      asked.add(
          String.join(
              "/",
              request.path("namespace").asText(),
              request.at("/resource/resource").asText(),
              request.path("name").asText()));
      ObjectNode review = JSON.createObjectNode();
      review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
      review.set("response", verdict.apply(request).set("uid", request.path("uid")));
      byte[] body = JSON.writeValueAsBytes(review);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private SSLContext context() throws IOException {
    try {
      char[] password = "irrelevant".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("key", identity.key(), password, identity.chain());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
