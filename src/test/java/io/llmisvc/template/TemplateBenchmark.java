package io.llmisvc.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.value.JsonValues;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the presets of a multi-node service with a managed route give to expand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateBenchmark {
  private final ObjectExpansion expansion = new ObjectExpansion(ObjectExpansionTest.FUNCTIONS);
  private final List<JsonNode> specs =
      Stream.of("worker-data-parallel", "scheduler", "router-route")
          .map(TemplateBenchmark::preset)
          .toList();
  private final Value service = service();

  /** A later pass: the texts have been parsed before. */
  @Benchmark
  public List<Expansion> expand() {
    return expanded(expansion);
  }

  /** The first pass. */
  @Benchmark
  public List<Expansion> parseAndExpand() {
    return expanded(new ObjectExpansion(ObjectExpansionTest.FUNCTIONS));
  }

  private List<Expansion> expanded(ObjectExpansion by) {
    List<Expansion> results = specs.stream().map(spec -> by.expand(spec, service)).toList();
    if (results.stream().anyMatch(result -> !result.failures().isEmpty())) {
      throw new IllegalStateException(results.toString());
    }
    return results;
  }

  private static JsonNode preset(String name) {
    try {
      Path file = Path.of("src/main/resources/presets/config-llm-" + name + ".yaml");
      return Yaml.objects(Files.readString(file)).getFirst().path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value service() {
    ObjectNode service =
        Yaml.objects(
                """
                metadata: {name: llama, namespace: team-a}
                spec:
                  model: {uri: hf://a/b, name: llama}
                  parallelism: {tensor: 4, data: 8, dataLocal: 4, expert: true}
                """)
            .getFirst();
    Map<String, Value> config =
        Map.of(
            "EnableTLS", Value.of(true),
            "IngressGatewayName", Value.of("gateway"),
            "IngressGatewayNamespace", Value.of("kserve"),
            "ModelBasedRoutingHeaderName", Value.of("X-Model"),
            "InferencePoolNamespacedName", Value.of("team-a/llama-inference-pool"));
    return Values.embedding(
        JsonValues.struct(service, Schemas.load().type("LLMInferenceService")),
        Map.of("GlobalConfig", Values.struct("Config", config)));
  }
}
