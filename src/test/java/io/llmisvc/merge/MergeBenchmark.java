package io.llmisvc.merge;

import static java.util.Comparator.comparing;

import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Six layers, each as large as a whole pod. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MergeBenchmark {
  private final StructType type = Schemas.load().type("PodSpec");
  private final StrategicMerge merge = StrategicMerge.of(type);
  private final List<Layer> layers = pods();

  @Benchmark
  public Merged merge() {
    return merge.merge(layers);
  }

  @Benchmark
  public Explained explain() {
    return merge.explain(layers);
  }

  /** The richest of the recorded pods. */
  private static List<Layer> pods() {
    return OracleTest.read("pods")
        .path("cases")
        .valueStream()
        .flatMap(example -> OracleTest.layers(example.path("layers")).stream())
        .sorted(comparing((Layer layer) -> layer.tree().toString().length()).reversed())
        .limit(6)
        .toList();
  }
}
