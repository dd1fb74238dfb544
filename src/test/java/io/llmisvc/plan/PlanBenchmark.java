package io.llmisvc.plan;

import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * The guide's complete example, a service that uses all features of workload and picker, and one
 * that has a route of 16 rules and 40 matches, from trees to children. The code is broad and no
 * loop of it hot, so the compiler takes half a minute until it is done with it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 20, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanBenchmark {
  @Param({"20-complete", "workload-in-full", "everything", "sixteen-rules"})
  private String service = "";

  private final Planner planner = Planner.create();
  private @Nullable Inputs inputs;

  @Setup
  public void read() {
    inputs =
        Stream.concat(GoldenCase.ofSamples("plan"), GoldenCase.in("together"))
            .filter(sample -> sample.name().equals(service))
            .findFirst()
            .orElseThrow()
            .inputs();
  }

  @Benchmark
  public Plan plan() {
    return planner.plan(Objects.requireNonNull(inputs));
  }
}
