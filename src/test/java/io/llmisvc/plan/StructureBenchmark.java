package io.llmisvc.plan;

import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.validation.structure.SpecStructure;
import java.util.List;
import java.util.Objects;
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

/** The guide's complete example against the schema of its CRD, before and after composition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StructureBenchmark {
  private final Inputs inputs =
      GoldenCase.ofSamples("plan")
          .filter(sample -> sample.name().startsWith("20") && sample.name().endsWith("complete"))
          .findFirst()
          .orElseThrow()
          .inputs();
  private final EffectiveSpec effective =
      Objects.requireNonNull(Planner.create().plan(inputs).composition().effective());

  @Benchmark
  public List<SchemaViolation> own() {
    return SpecStructure.ofService(inputs.service().path("spec"));
  }

  @Benchmark
  public List<SchemaViolation> finished() {
    return SpecStructure.ofService(effective.tree());
  }
}
