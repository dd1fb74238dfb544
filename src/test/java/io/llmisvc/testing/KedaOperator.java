package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The operator of KEDA and its webhooks, which need its CRDs, and the Prometheus that triggers ask:
 * to every query it gives one number. KEDA's own server of external metrics is not there; {@link
 * ExternalMetrics} stands in for it.
 */
public final class KedaOperator implements AutoCloseable {
  private static final String WEBHOOK =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: keda-admission}
      webhooks:
      - name: vscaledobject.kb.io
        admissionReviewVersions: [v1]
        sideEffects: None
        failurePolicy: Fail
        clientConfig:
          url: https://127.0.0.1:%d/validate-keda-sh-v1alpha1-scaledobject
          caBundle: %s
        rules:
        - {apiGroups: [keda.sh], apiVersions: [v1alpha1], operations: [CREATE, UPDATE], resources: [scaledobjects]}
      """;
  private static final String OF_TOO_LONG_A_NAME =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: {name: probe-probe-probe-probe-probe-probe-probe-probe-probe-probe-probe, namespace: default}
      spec:
        scaleTargetRef: {name: none}
        triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "1"}}]
      """;

  private final HttpServer prometheus;
  private final ControlPlane controlPlane;
  private final ChildProcess operator;
  private final int webhookPort = ControlPlane.freePort();
  private final ChildProcess webhooks;
  private volatile int number;

  private KedaOperator(ControlPlane controlPlane) throws IOException {
    prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext("/api/v1/query", this::answer);
    prometheus.start();
    this.controlPlane = controlPlane;
    writeCertificates();
    operator = startOperator();
    webhooks = startWebhooks();
  }

  /** Returns when the webhooks answer. */
  public static KedaOperator start(ControlPlane controlPlane) {
    try {
      KedaOperator keda = new KedaOperator(controlPlane);
      keda.installWebhook();
      Await.untilAsserted(
          () -> {
            keda.requireAlive();
            assertThat(keda.refusal(OF_TOO_LONG_A_NAME)).contains("must be no more than");
          });
      return keda;
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
    webhooks.requireAlive();
  }

  private void writeCertificates() {
    ServerFiles files = controlPlane.files();
    ClientAuthority.Serving serving = controlPlane.authority().serving();
    files.write("ca.crt", controlPlane.authority().certificate());
    files.write("tls.crt", serving.certificate());
    files.write("tls.key", serving.key());
  }

  private ChildProcess startOperator() {
    return startProgram(
        "keda",
        List.of(
            "--metrics-bind-address=0",
            "--health-probe-bind-address=0",
            "--metrics-service-bind-address=127.0.0.1:" + ControlPlane.freePort()));
  }

  private ChildProcess startWebhooks() {
    return startProgram(
        "keda-webhooks",
        List.of(
            "--metrics-bind-address=0", "--health-probe-bind-address=0", "--port=" + webhookPort));
  }

  private ChildProcess startProgram(String name, List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    all.add("--cert-dir=" + controlPlane.files().directory());
    all.add("--kube-api-qps=200");
    all.add("--kube-api-burst=400");
    return controlPlane.startBeside(
        Assets.controller(name),
        all,
        Map.of(
            "KUBECONFIG", controlPlane.kubeconfigOfController("keda").toString(),
            "WATCH_NAMESPACE", "",
            "POD_NAMESPACE", "kube-system",
            "KEDA_CLUSTER_OBJECT_NAMESPACE", "kube-system"));
  }

  private void installWebhook() {
    String authority = controlPlane.authority().certificate();
    AppliedManifests.apply(
        controlPlane.admin(),
        Yaml.object(
            WEBHOOK.formatted(
                webhookPort,
                Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)))));
  }

  /** The words of the webhook, or of the API server while no webhook answers. */
  private String refusal(String object) {
    try {
      KubernetesClient admin = controlPlane.admin();
      admin
          .resource(
              admin.getKubernetesSerialization().unmarshal(object, GenericKubernetesResource.class))
          .dryRun(true)
          .create();
      return "";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
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
    webhooks.kill();
    operator.kill();
    prometheus.stop(0);
  }
}
