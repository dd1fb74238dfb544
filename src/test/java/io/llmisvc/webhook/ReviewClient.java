package io.llmisvc.webhook;

import io.llmisvc.testing.ServerIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls a server on the loopback, trusting the identities that it knows. */
final class ReviewClient {
  private final int port;
  private final SSLContext trust;
  private final HttpClient http;

  private ReviewClient(int port, SSLContext trust) {
    this.port = port;
    this.trust = trust;
    this.http = connect();
  }

  static ReviewClient of(int port, ServerIdentity... trusted) {
    return new ReviewClient(port, trusting(trusted));
  }

  private static SSLContext trusting(ServerIdentity... identities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < identities.length; i++) {
        store.setCertificateEntry("trusted-" + i, identities[i].certificate());
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext trust() {
    return trust;
  }

  private HttpClient connect() {
    return HttpClient.newBuilder().sslContext(trust).version(HttpClient.Version.HTTP_1_1).build();
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path, "application/json", BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(String path, String contentType, BodyPublisher body) {
    return send(request(path, contentType, body));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  HttpResponse<String> get(String path, String token) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", token).build());
  }

  CompletableFuture<HttpResponse<String>> begin(String path, String body) {
    return http.sendAsync(
        request(path, "application/json", BodyPublishers.ofString(body)), BodyHandlers.ofString());
  }

  /** Over a connection of its own. */
  int statusOverNewConnection(String path, String body) throws IOException, InterruptedException {
    try (HttpClient once = connect()) {
      return once.send(
              request(path, "application/json", BodyPublishers.ofString(body)),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private HttpRequest request(String path, String contentType, BodyPublisher body) {
    return HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType).POST(body).build();
  }

  private URI uri(String path) {
    return URI.create("https://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
