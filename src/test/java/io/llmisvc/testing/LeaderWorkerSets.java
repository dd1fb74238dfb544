package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The controller of LeaderWorkerSets, with its webhooks: outside of a cluster the API server calls
 * them by URL, and the controller gets its certificate from us.
 */
final class LeaderWorkerSets {
  private static final String PROBE =
      """
      apiVersion: leaderworkerset.x-k8s.io/v1
      kind: LeaderWorkerSet
      metadata: {name: probe, namespace: default}
      spec:
        leaderWorkerTemplate:
          workerTemplate: {spec: {containers: [{name: main, image: none}]}}
      """;

  private final ControlPlane controlPlane;
  private final int port = ControlPlane.freePort();

  private LeaderWorkerSets(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  static ChildProcess start(ControlPlane controlPlane) {
    LeaderWorkerSets sets = new LeaderWorkerSets(controlPlane);
    ChildProcess started = sets.startController();
    sets.installWebhooks();
    Await.until(
        "webhooks of LeaderWorkerSets",
        () -> {
          started.requireAlive();
          return sets.answers();
        });
    return started;
  }

  private ChildProcess startController() {
    ServerFiles files = controlPlane.files();
    ClientAuthority.Serving serving = controlPlane.authority().serving();
    files.write("tls.crt", serving.certificate());
    files.write("tls.key", serving.key());
    String configuration =
        """
        apiVersion: config.lws.x-k8s.io/v1alpha1
        kind: Configuration
        leaderElection: {leaderElect: false}
        internalCertManagement: {enable: false}
        webhook: {host: 127.0.0.1, port: %d, certDir: "%s"}
        metrics: {bindAddress: "0"}
        health: {healthProbeBindAddress: "0"}
        """
            .formatted(port, files.directory());
    Path config = files.write("lws.yaml", configuration);
    return controlPlane.startBeside(
        Assets.controller("lws"),
        List.of("--config=" + config),
        Map.of("KUBECONFIG", controlPlane.kubeconfigOfController("lws").toString()));
  }

  private void installWebhooks() {
    KubernetesClient admin = controlPlane.admin();
    for (ObjectNode configuration : AppliedManifests.read(Assets.controller("lws-webhooks.yaml"))) {
      for (JsonNode webhook : configuration.path("webhooks")) {
        adapt((ObjectNode) webhook);
      }
      ((ObjectNode) configuration.path("metadata"))
          .put("name", "lws-" + configuration.at("/metadata/name").asText());
      AppliedManifests.apply(admin, configuration);
    }
  }

  /** What the project's own installation does to this manifest, and a URL for the Service. */
  private void adapt(ObjectNode webhook) {
    String path = webhook.at("/clientConfig/service/path").asText();
    String authority = controlPlane.authority().certificate();
    webhook
        .putObject("clientConfig")
        .put("url", "https://127.0.0.1:" + port + path)
        .put(
            "caBundle",
            Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)));
    if (webhook.at("/rules/0/resources/0").asText().equals("pods")) {
      webhook
          .putObject("objectSelector")
          .putArray("matchExpressions")
          .addObject()
          .put("key", "leaderworkerset.sigs.k8s.io/name")
          .put("operator", "Exists");
    }
  }

  private boolean answers() {
    KubernetesClient admin = controlPlane.admin();
    try {
      admin
          .resource(
              admin.getKubernetesSerialization().unmarshal(PROBE, GenericKubernetesResource.class))
          .dryRun(true)
          .create();
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }
}
