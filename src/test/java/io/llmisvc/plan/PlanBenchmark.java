package io.llmisvc.plan;

import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
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

/**
 * The guide's complete example, from trees to children. The code is broad and no loop of it hot, so
 * the compiler takes half a minute until it is done with it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 20, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanBenchmark {
  private final Planner planner = Planner.create();
  private final Inputs inputs =
      GoldenCase.ofSamples("plan")
          .filter(sample -> sample.name().endsWith("complete") && sample.name().startsWith("20"))
          .findFirst()
          .orElseThrow()
          .inputs();

  @Benchmark
  public Plan plan() {
    return planner.plan(inputs);
  }
}
