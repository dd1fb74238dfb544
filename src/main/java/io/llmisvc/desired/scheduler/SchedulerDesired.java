package io.llmisvc.desired.scheduler;

import io.llmisvc.api.InferencePoolSource;
import io.llmisvc.api.SchedulerSpec;
import io.llmisvc.desired.Children;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What exists on the cluster for {@code spec.router.scheduler}. */
public final class SchedulerDesired {
  private SchedulerDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    Children children = new Children(effective.service(), facts);
    Desired objective = Objective.of(effective, children);
    SchedulerSpec spec = spec(effective);
    if (spec == null) {
      return noPicker(children, "the service has no scheduler").and(objective);
    }
    if (poolRef(spec).isPresent()) {
      return noPicker(children, "the scheduler uses a pool of somebody else").and(objective);
    }
    Picker picker = new Picker(effective, spec, settings, children);
    return Desired.all(
        List.of(PickerAccount.of(picker), PickerService.of(picker), Pools.of(picker), objective));
  }

  /** Nothing of a scheduler must exist. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    Children children = new Children(service, facts);
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

  private static Desired noPicker(Children children, String why) {
    return Desired.all(
        List.of(
            PickerAccess.absent(children, why),
            PickerDeployment.absent(children, why),
            PickerService.absent(children, why),
            Pools.absent(children, why)));
  }
}
