package io.llmisvc.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A webhook: an HTTPS server on the loopback that answers each review with another one. */
public final class ReviewServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerIdentity identity = ServerIdentity.ofLoopback();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpsServer server;

  private ReviewServer(UnaryOperator<ObjectNode> answer) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
    server.setExecutor(workers);
    server.createContext("/", exchange -> answer(exchange, answer));
    server.start();
  }

  /**
   * @param answer from a review to its answer; it may take its time
   */
  public static ReviewServer start(UnaryOperator<ObjectNode> answer) throws IOException {
    return new ReviewServer(answer);
  }

  /** How a webhook configuration names this server. */
  public String clientConfig() {
    return "{url: \"https://127.0.0.1:%d/\", caBundle: %s}"
        .formatted(server.getAddress().getPort(), identity.caBundle());
  }

  private static void answer(HttpExchange exchange, UnaryOperator<ObjectNode> answer)
      throws IOException {
    try (exchange) {
      ObjectNode review = (ObjectNode) JSON.readTree(exchange.getRequestBody());
      byte[] body = JSON.writeValueAsBytes(answer.apply(review));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
