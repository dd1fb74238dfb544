package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.Kustomize;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A world for the operator that Quarkus starts, which finds it by what is around, as in a pod. */
public final class OwnWorld implements QuarkusTestResourceLifecycleManager {
  /** The namespace of objects that were stored before there were conversions. */
  static final String OLDER = "older";

  private static final String KUBECONFIG = "kubeconfig";
  private static final int LEVELS = 3000;
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha1
      kind: LLMInferenceService
      metadata: {name: shallow}
      spec: {model: {uri: "hf://a/b", criticality: High}, replicas: 1}
      """;
  private static final String DEEP =
      """
      {"apiVersion": "serving.kserve.io/v1alpha1", "kind": "LLMInferenceService", "metadata": {"name": "deep"},
       "spec": {"model": {"uri": "hf://a/b"}, "router": {"scheduler": {"config": {"inline": %s}}}}}
      """;

  private @Nullable OperatorWorld world;

  @Override
  public Map<String, String> start() {
    OperatorWorld started = OperatorWorld.withoutInstall();
    world = started;
    int port = ControlPlane.freePort();
    storeInTheOlderVersion(started);
    convertAt(port, started);
    for (String file :
        List.of("base/rbac.yaml", "base/presets.yaml", "components/self-managed/rbac.yaml")) {
      AppliedManifests.apply(started.admin(), Path.of("kubernetes", file));
    }
    System.setProperty(KUBECONFIG, started.operatorKubeconfig().toString());
    return Map.of(
        "quarkus.management.host", "127.0.0.1",
        "quarkus.management.test-port", "0",
        "LLMISVC_WEBHOOKS", "self-managed",
        "WEBHOOK_ADDRESS", "127.0.0.1",
        "WEBHOOK_HOSTS", "127.0.0.1",
        "WEBHOOK_PORT", String.valueOf(port));
  }

  /** As an older installation left them; one is nested as deep as only an API server allows. */
  private static void storeInTheOlderVersion(OperatorWorld world) {
    Crds.installStoring(world.admin(), "v1alpha1");
    world.apply(world.namespace(OLDER), SERVICE);
    String deep = "{\"d\":".repeat(LEVELS) + "{}" + "}".repeat(LEVELS);
    world
        .admin()
        .raw(
            "/apis/serving.kserve.io/v1alpha1/namespaces/" + OLDER + "/llminferenceservices",
            "POST",
            DEEP.formatted(deep));
  }

  /**
   * What comes of a conversion is asked at an address: this API server is outside of the cluster.
   */
  private static void convertAt(int port, OperatorWorld world) {
    try {
      Path built = Files.createTempFile("conversion", ".yaml");
      for (ObjectNode object :
          AppliedManifests.read(Kustomize.build(Path.of("kubernetes/conversion"), built))) {
        if (object.path("kind").asText().equals("CustomResourceDefinition")) {
          ObjectNode client = object.withObject("/spec/conversion/webhook/clientConfig");
          client.removeAll();
          client.put("url", "https://127.0.0.1:" + port + "/convert");
          Path file = Files.writeString(built, object.toString());
          Crds.install(world.admin(), file);
        }
      }
      Files.delete(built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(world, new TestInjector.MatchesType(OperatorWorld.class));
  }

  @Override
  public void stop() {
    System.clearProperty(KUBECONFIG);
    if (world != null) {
      world.close();
    }
  }
}
