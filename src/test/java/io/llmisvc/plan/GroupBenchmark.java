package io.llmisvc.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The plan of one member of a routing group in a pass that changes nothing, what the others say of
 * themselves looked up as in a cluster. A rule takes sixteen backends, so that a larger group makes
 * a route no longer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 15, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GroupBenchmark {
  private static final Settings SETTINGS = Settings.defaults();
  private static final ObjectNode GATEWAY =
      Yaml.object(
          """
          apiVersion: gateway.networking.k8s.io/v1
          kind: Gateway
          metadata: {name: kserve-ingress-gateway, namespace: kserve}
          spec: {gatewayClassName: x, listeners: [{name: http, port: 80, protocol: HTTP}]}
          """);

  @Param({"1", "2", "16", "100"})
  int members;

  private final Settling settling =
      new Settling(
          Planner.create(), new Publications(Map::of), Groups.live(Map::of), service -> {});
  private final Map<NamespacedName, ObjectNode> configs = new HashMap<>();
  private Member first = new Member(0);

  @Setup
  public void form() {
    Presets.load(SETTINGS.configPrefix(), SETTINGS.systemNamespace())
        .forEach(preset -> configs.put(ServiceMeta.of(preset).id(), preset));
    for (int i = members - 1; i >= 0; i--) {
      first = new Member(i);
      settling.plan(first.id, first);
      settling.noteReady(first.id, true);
    }
  }

  @Benchmark
  public Plan pass() {
    return settling.plan(first.id, first);
  }

  /** A member, and what its plans have asked about so far. */
  private final class Member implements Settling.Lookups {
    private final ObjectNode service;
    private final NamespacedName id;
    private Inputs inputs;

    Member(int number) {
      service =
          Yaml.object(
              """
              apiVersion: serving.kserve.io/v1alpha2
              kind: LLMInferenceService
              metadata: {name: member-%03d, namespace: demo, uid: uid-of-%03d}
              spec:
                model: {name: llama, uri: hf://meta-llama/Llama-3.1-8B-Instruct}
                router: {gateway: {}, route: {group: llama, weight: 1}, scheduler: {}}
              """
                  .formatted(number, number));
      id = ServiceMeta.of(service).id();
      inputs = inputs(Map.of());
    }

    private Inputs inputs(Map<Reference, List<ObjectNode>> answers) {
      return new Inputs(
          service,
          configs,
          SETTINGS,
          new ClusterFacts(EnumSet.allOf(Kind.class), Map.of(), answers));
    }

    @Override
    public Inputs inputs() {
      return inputs;
    }

    @Override
    public boolean lookUp(Set<Reference> asked, ClusterFacts known) {
      if (known.references().keySet().containsAll(asked)) {
        return false;
      }
      Map<Reference, List<ObjectNode>> answers = new HashMap<>(known.references());
      asked.forEach(
          reference ->
              answers.put(
                  reference, reference.kind() == Kind.GATEWAY ? List.of(GATEWAY) : List.of()));
      inputs = inputs(answers);
      return true;
    }
  }
}
