package io.llmisvc.reconcile;

import io.llmisvc.testing.AppliedManifests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A world for the operator that Quarkus starts, which finds it by what is around, as in a pod. */
public final class OwnWorld implements QuarkusTestResourceLifecycleManager {
  private static final String KUBECONFIG = "kubeconfig";

  private @Nullable OperatorWorld world;

  @Override
  public Map<String, String> start() {
    OperatorWorld started = OperatorWorld.bare();
    world = started;
    AppliedManifests.apply(
        started.admin(), Path.of("kubernetes/components/self-managed/rbac.yaml"));
    System.setProperty(KUBECONFIG, started.operatorKubeconfig().toString());
    return Map.of(
        "quarkus.management.host", "127.0.0.1",
        "quarkus.management.test-port", "0",
        "LLMISVC_WEBHOOKS", "self-managed",
        "WEBHOOK_ADDRESS", "127.0.0.1",
        "WEBHOOK_HOSTS", "127.0.0.1",
        "WEBHOOK_PORT", "0");
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
