package io.llmisvc.desired.scheduler;

import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.PoolSource;
import java.util.List;

/** What exists on the cluster for {@code spec.router.scheduler}. */
public final class SchedulerDesired {
  private SchedulerDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    ServiceChildren children = new ServiceChildren(effective.service(), facts);
    Desired objective = Objective.of(effective, children);
    Desired pool =
        switch (effective.router().pool()) {
          case PoolSource.None() -> noPicker(children, "the service has no scheduler");
          case PoolSource.Referenced theirs ->
              noPicker(children, "the scheduler uses a pool of somebody else");
          case PoolSource.Managed managed ->
              picker(new EndpointPicker(effective, managed, settings, children));
        };
    return pool.and(objective);
  }

  /** Nothing of a scheduler must exist. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    ServiceChildren children = new ServiceChildren(service, facts);
    return noPicker(children, why).and(Objective.absent(children, why));
  }

  private static Desired picker(EndpointPicker picker) {
    return Desired.all(
        List.of(
            EndpointPickerAccount.of(picker), EndpointPickerService.of(picker), Pools.of(picker)));
  }

  private static Desired noPicker(ServiceChildren children, String why) {
    return Desired.all(
        List.of(
            EndpointPickerAccess.absent(children, why),
            EndpointPickerDeployment.absent(children, why),
            EndpointPickerService.absent(children, why),
            Pools.absent(children, why)));
  }
}
