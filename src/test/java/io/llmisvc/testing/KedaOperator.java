package io.llmisvc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The operator of KEDA, which needs its CRDs, and the Prometheus that triggers ask: to every query
 * it gives one number. KEDA's own server of external metrics is not there; {@link ExternalMetrics}
 * stands in for it.
 */
public final class KedaOperator implements AutoCloseable {
  private final HttpServer prometheus;
  private final ChildProcess operator;
  private volatile int number;

  private KedaOperator(ControlPlane controlPlane) throws IOException {
    prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext("/api/v1/query", this::answer);
    prometheus.start();
    operator = startOperator(controlPlane);
  }

  public static KedaOperator start(ControlPlane controlPlane) {
    try {
      return new KedaOperator(controlPlane);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the Prometheus is. */
  public String prometheus() {
    return "http://127.0.0.1:" + prometheus.getAddress().getPort();
  }

  /** What the Prometheus says from now on; before, it is 0. */
  public void answer(int value) {
    number = value;
  }

  public void requireAlive() {
    operator.requireAlive();
  }

  private static ChildProcess startOperator(ControlPlane controlPlane) {
    ServerFiles files = controlPlane.files();
    ClientAuthority.Serving serving = controlPlane.authority().serving();
    files.write("ca.crt", controlPlane.authority().certificate());
    files.write("tls.crt", serving.certificate());
    files.write("tls.key", serving.key());
    return controlPlane.startBeside(
        Assets.controller("keda"),
        List.of(
            "--metrics-bind-address=0",
            "--health-probe-bind-address=0",
            "--metrics-service-bind-address=127.0.0.1:" + ControlPlane.freePort(),
            "--cert-dir=" + files.directory(),
            "--kube-api-qps=200",
            "--kube-api-burst=400"),
        Map.of(
            "KUBECONFIG", controlPlane.kubeconfigOfController("keda").toString(),
            "WATCH_NAMESPACE", "",
            "POD_NAMESPACE", "kube-system",
            "KEDA_CLUSTER_OBJECT_NAMESPACE", "kube-system"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body =
          """
          {"status": "success", "data": {"resultType": "vector",
           "result": [{"metric": {}, "value": [0, "%d"]}]}}
          """
              .formatted(number)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    operator.kill();
    prometheus.stop(0);
  }
}
