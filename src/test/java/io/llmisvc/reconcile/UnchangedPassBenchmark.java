package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.dev.scale.ScaleWorkload;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole pass over a service of which nothing has to be written, as a restart makes one for each:
 * the services of {@code make bench-scale}, in turn, so that more is in use than is kept at hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UnchangedPassBenchmark {
  private static final int SERVICES = 200;

  /** ChildChanges, then what follows from their existence, then nothing. */
  private static final int PASSES = 3;

  private final ControlPlane controlPlane = ControlPlane.start();
  private final KubernetesClient admin = controlPlane.admin();
  private final OperatorRuntime runtime =
      Wiring.runtime(
          new ClusterAccess(admin),
          OperatorEnvironment.defaults(),
          Clock.systemUTC(),
          Meters.unseen(),
          Spans.none());
  private ServicePass pass =
      new ServicePass(runtime, new ConfigStore(new Configs(Map.of())::get, runtime.planner()));
  private List<StoredService> services = List.of();
  private int next;

  @Setup
  public void settle() {
    ScaleWorkload workload = new ScaleWorkload(SERVICES, false);
    Path kubernetes = Path.of("kubernetes/base");
    Crds.install(admin, Crds.ofOtherProjects());
    Crds.install(admin, kubernetes.resolve("crds"));
    AppliedManifests.apply(admin, kubernetes.resolve("namespace.yaml"));
    AppliedManifests.apply(admin, kubernetes.resolve("presets.yaml"));
    workload.before().forEach(this::create);
    workload.services().forEach(service -> create(service.yaml()));
    pass = new ServicePass(runtime, new ConfigStore(Configs.of(admin)::get, runtime.planner()));
    runtime.start();
    for (int i = 0; i < PASSES; i++) {
      services = admin.resources(StoredService.class).inAnyNamespace().list().getItems();
      services.forEach(pass::run);
    }
  }

  @Benchmark
  public void run() {
    StoredService service = services.get(next++ % services.size());
    // else the pass is left out
    long version = Long.parseLong(service.getMetadata().getResourceVersion());
    service.getMetadata().setResourceVersion(Long.toString(version + 1));
    pass.run(service);
  }

  @TearDown
  public void close() {
    runtime.cluster().close();
    controlPlane.close();
  }

  private void create(String document) {
    for (HasMetadata object :
        admin.load(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))).items()) {
      admin.resource(object).create();
    }
  }

  private record Configs(Map<ResourceID, StoredConfig> byId) implements Cache<StoredConfig> {
    static Configs of(KubernetesClient client) {
      return new Configs(
          client.resources(StoredConfig.class).inAnyNamespace().list().getItems().stream()
              .collect(Collectors.toMap(ResourceID::fromResource, Function.identity())));
    }

    @Override
    public Optional<StoredConfig> get(ResourceID id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
      return byId.keySet().stream();
    }

    @Override
    public Stream<StoredConfig> list(Predicate<StoredConfig> predicate) {
      return byId.values().stream().filter(predicate);
    }
  }
}
