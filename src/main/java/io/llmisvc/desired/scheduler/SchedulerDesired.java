package io.llmisvc.desired.scheduler;

import io.llmisvc.api.router.InferencePoolSource;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What exists on the cluster for {@code spec.router.scheduler}. */
public final class SchedulerDesired {
  private SchedulerDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    ServiceChildren children = new ServiceChildren(effective.service(), facts);
    Desired objective = Objective.of(effective, children);
    SchedulerSpec spec = spec(effective);
    if (spec == null) {
      return noPicker(children, "the service has no scheduler").and(objective);
    }
    if (poolRef(spec).isPresent()) {
      return noPicker(children, "the scheduler uses a pool of somebody else").and(objective);
    }
    EndpointPicker picker = new EndpointPicker(effective, spec, settings, children);
    return Desired.all(
        List.of(
            EndpointPickerAccount.of(picker),
            EndpointPickerService.of(picker),
            Pools.of(picker),
            objective));
  }

  /** Nothing of a scheduler must exist. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    ServiceChildren children = new ServiceChildren(service, facts);
    return noPicker(children, why).and(Objective.absent(children, why));
  }

  /** The pool that the picker of somebody else serves, when the scheduler names one. */
  public static Optional<String> poolRef(SchedulerSpec spec) {
    InferencePoolSource pool = spec.pool();
    return pool == null || pool.ref() == null
        ? Optional.empty()
        : Optional.ofNullable(pool.ref().getName()).filter(name -> !name.isEmpty());
  }

  private static @Nullable SchedulerSpec spec(EffectiveSpec effective) {
    return effective.spec().router() == null ? null : effective.spec().router().scheduler();
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
