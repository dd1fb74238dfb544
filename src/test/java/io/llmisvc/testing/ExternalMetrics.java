package io.llmisvc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The external metrics of a cluster, which an adapter of Prometheus serves elsewhere: the API
 * server asks it as it asks any other of its extensions.
 */
public final class ExternalMetrics {
  private static final String API = "/apis/external.metrics.k8s.io/v1beta1";
  private static final Pattern QUESTION =
      Pattern.compile(API + "/namespaces/([^/]+)/([^?]+)\\?labelSelector=(.+)");
  private static final String REGISTRATION =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: external-metrics, namespace: kube-system}
      spec: {ports: [{port: 443}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: external-metrics
        namespace: kube-system
        labels: {kubernetes.io/service-name: external-metrics}
      addressType: IPv4
      ports: [{name: "", port: 443, protocol: TCP}]
      endpoints: [{addresses: [10.244.255.1], conditions: {ready: true}}]
      ---
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.external.metrics.k8s.io}
      spec:
        group: external.metrics.k8s.io
        version: v1beta1
        service: {name: external-metrics, namespace: kube-system}
        insecureSkipTLSVerify: true
        groupPriorityMinimum: 100
        versionPriority: 100
      """;

  private final Map<String, Integer> values = new ConcurrentHashMap<>();

  private ExternalMetrics() {}

  /** Ends with the JVM. */
  public static ExternalMetrics start(ControlPlane controlPlane) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(ServerIdentity.ofLoopback().context()));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      ExternalMetrics metrics = new ExternalMetrics();
      server.createContext("/", metrics::answer);
      server.start();
      controlPlane.serve("kube-system", "external-metrics", server.getAddress().getPort());
      for (HasMetadata object : controlPlane.admin().load(stream(REGISTRATION)).items()) {
        controlPlane.admin().resource(object).serverSideApply();
      }
      return metrics;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What every metric with this label is from now on; before, it is 1.
   *
   * @param label as in {@code name=value}
   */
  public void set(String namespace, String label, int value) {
    values.put(namespace + "/" + label, value);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getQuery();
    Matcher question = QUESTION.matcher(path + "?" + query);
    if (question.matches()) {
      String asked = question.group(1) + "/" + question.group(3);
      say(exchange, 200, value(question.group(2), values.getOrDefault(asked, 1)));
    } else if (path.equals(API)) {
      say(
          exchange,
          200,
          """
          {"kind": "APIResourceList", "apiVersion": "v1", "resources": [],
           "groupVersion": "external.metrics.k8s.io/v1beta1"}
          """);
    } else {
      say(exchange, 404, "{}");
    }
  }

  private static String value(String metric, int value) {
    return """
    {"kind": "ExternalMetricValueList", "apiVersion": "external.metrics.k8s.io/v1beta1",
     "metadata": {}, "items": [
      {"metricName": "%s", "metricLabels": {}, "timestamp": "%s", "value": "%d"}]}
    """
        .formatted(metric, Instant.now().truncatedTo(ChronoUnit.SECONDS), value);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
