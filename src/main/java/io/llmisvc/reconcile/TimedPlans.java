package io.llmisvc.reconcile;

import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.plan.Settling;
import java.time.Duration;
import java.util.Set;

/** Measures each plan of one service: it is made between what is gathered and what is looked up. */
final class TimedPlans implements Settling.Lookups {
  private final Settling.Lookups lookups;
  private final Meters meters;
  private long begun;

  TimedPlans(Settling.Lookups lookups, Meters meters) {
    this.lookups = lookups;
    this.meters = meters;
  }

  @Override
  public Inputs inputs() {
    Inputs inputs = lookups.inputs();
    begun = System.nanoTime();
    return inputs;
  }

  @Override
  public boolean lookUp(Set<Reference> asked, ClusterFacts known) {
    meters.record(Metric.STAGES, Duration.ofNanos(System.nanoTime() - begun), "plan");
    return lookups.lookUp(asked, known);
  }
}
