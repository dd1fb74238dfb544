package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.webhook.ServedWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operator as its Deployment in the cluster has it, run here: what a kubelet does elsewhere.
 */
final class DeployedOperator implements AutoCloseable {
  private static final String NAMESPACE = "kserve";
  private static final String NAME = "llmisvc-controller-manager";
  private static final List<String> SERVICES =
      List.of("llmisvc-webhook-server-service", "llmisvc-conversion-service");
  private static final String ASKED_ABOUT =
      """
      {"apiVersion": "serving.kserve.io/v1alpha2", "kind": "%s",
       "metadata": {"name": "asked-about", "namespace": "default"}, "spec": {"model": {"uri": "hf://a/b"}}}
      """;

  private final OperatorWorld world;
  private final int port = ControlPlane.freePort();
  private @Nullable PodTemplateSpec running;
  private @Nullable Path mounted;
  private @Nullable ServedWebhooks webhooks;

  DeployedOperator(OperatorWorld world) {
    this.world = world;
  }

  /** Where it serves webhooks. */
  int port() {
    return port;
  }

  /**
   * Starts it, starts it anew or stops it, when the Deployment has changed; returns when it is
   * ready.
   */
  void follow() {
    PodTemplateSpec wanted = wanted();
    if (Objects.equals(wanted, running)) {
      return;
    }
    close();
    if (wanted != null) {
      start(wanted);
    }
    running = wanted;
  }

  /** Null while there is none; what else has the name is not ours. */
  private @Nullable PodTemplateSpec wanted() {
    Deployment deployment =
        world.admin().apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
    if (deployment == null) {
      return null;
    }
    PodTemplateSpec template = deployment.getSpec().getTemplate();
    List<String> arguments = template.getSpec().getContainers().getFirst().getArgs();
    return arguments.equals(List.of("operator")) ? template : null;
  }

  private void start(PodTemplateSpec pod) {
    Map<String, String> environment = environment(pod);
    TestOperator operator =
        world.startElectedOperator(OperatorEnvironment.of(environment, List.of()));
    environment.put("WEBHOOK_ADDRESS", "127.0.0.1");
    environment.put("WEBHOOK_PORT", String.valueOf(port));
    environment.put("WEBHOOK_CERT_DIR", mount(pod).toString());
    if (!"off".equals(environment.getOrDefault("LLMISVC_WEBHOOKS", "off"))) {
      webhooks = ServedWebhooks.start(operator.admission(), operator.client(), environment);
      SERVICES.forEach(service -> world.controlPlane().serve(NAMESPACE, service, port));
      Await.until("webhooks answer", this::isAsked);
    }
  }

  /** A directory with what is in the Secret that the pod mounts, if it does. */
  private Path mount(PodTemplateSpec pod) {
    try {
      mounted = Files.createTempDirectory(world.controlPlane().directory(), "mounted");
      writeSecrets(pod, mounted);
      return mounted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a running pod what its Secrets hold by now, as the kubelet does after a while. */
  void followSecrets() {
    writeSecrets(Objects.requireNonNull(running), Objects.requireNonNull(mounted));
  }

  private void writeSecrets(PodTemplateSpec pod, Path directory) {
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getSecret() != null) {
        data(volume.getSecret().getSecretName())
            .forEach((name, content) -> write(directory.resolve(name), content));
      }
    }
  }

  private static void write(Path file, String base64) {
    try {
      Files.write(file, Base64.getDecoder().decode(base64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> data(String secret) {
    return world.admin().secrets().inNamespace(NAMESPACE).withName(secret).require().getData();
  }

  private boolean isAsked() {
    try {
      dryRun("LLMInferenceService", "llminferenceservices");
      dryRun("LLMInferenceServiceConfig", "llminferenceserviceconfigs");
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void dryRun(String kind, String plural) {
    String path = "/apis/serving.kserve.io/v1alpha2/namespaces/default/" + plural;
    world.admin().raw(path + "?dryRun=All", "POST", ASKED_ABOUT.formatted(kind));
  }

  /** What the kubelet gives the container. */
  static Map<String, String> environment(PodTemplateSpec pod) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      environment.put(
          variable.getName(),
          variable.getValueFrom() == null
              ? variable.getValue()
              : switch (variable.getValueFrom().getFieldRef().getFieldPath()) {
                case "metadata.namespace" -> NAMESPACE;
                case "metadata.annotations['olm.targetNamespaces']" ->
                    pod.getMetadata().getAnnotations().get("olm.targetNamespaces");
                default -> throw new IllegalStateException(variable.getName());
              });
    }
    return environment;
  }

  @Override
  public void close() {
    if (webhooks != null) {
      webhooks.close();
      webhooks = null;
    }
    world.stopOperator();
    running = null;
  }
}
