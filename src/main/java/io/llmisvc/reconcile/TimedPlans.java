package io.llmisvc.reconcile;

import io.llmisvc.metrics.Metric;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.plan.Settling;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.Set;

/** Measures each plan of one service: it is made between what is gathered and what is looked up. */
final class TimedPlans implements Settling.Lookups {
  private final Settling.Lookups lookups;
  private final Telemetry telemetry;
  private Span plan = Span.getInvalid();
  private long begun;

  TimedPlans(Settling.Lookups lookups, Telemetry telemetry) {
    this.lookups = lookups;
    this.telemetry = telemetry;
  }

  @Override
  public Inputs inputs() {
    Inputs inputs = telemetry.spans().in("gather", span -> lookups.inputs());
    plan = telemetry.spans().begin("plan");
    begun = System.nanoTime();
    return inputs;
  }

  @Override
  public boolean lookUp(Set<Reference> asked, ClusterFacts known) {
    telemetry.meters().record(Metric.STAGES, Duration.ofNanos(System.nanoTime() - begun), "plan");
    plan.end();
    return lookups.lookUp(asked, known);
  }
}
