package io.llmisvc.desired.router;

import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.plan.Planner;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A route of 16 rules and 40 matches: what is wanted for it, and what it takes of requests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RouteBenchmark {
  private @Nullable Inputs inputs;
  private @Nullable EffectiveSpec effective;

  @Setup
  public void compose() {
    inputs =
        GoldenCase.in("together")
            .filter(sample -> sample.name().equals("sixteen-rules"))
            .findFirst()
            .orElseThrow()
            .inputs();
    effective = Planner.create().compose(inputs).effective();
  }

  @Benchmark
  public Publication route() {
    Inputs known = Objects.requireNonNull(inputs);
    EffectiveSpec spec = Objects.requireNonNull(effective);
    Facts facts = new Facts(known.facts());
    Desired desired = RouterDesired.of(spec, known.settings(), facts);
    return RouterDesired.publication(spec, known.settings(), facts, desired);
  }
}
