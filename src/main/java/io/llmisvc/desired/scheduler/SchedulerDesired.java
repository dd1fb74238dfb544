package io.llmisvc.desired.scheduler;

import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.PoolSource;
import java.util.List;
import java.util.stream.Stream;

/** What exists on the cluster for {@code spec.router.scheduler}. */
public final class SchedulerDesired {
  private static final List<ChildRole> ROLES =
      Stream.of(Subject.SCHEDULER, Subject.TOKENIZER, Subject.POOL)
          .flatMap(subject -> ChildRole.of(subject).stream())
          .toList();

  private SchedulerDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    ServiceChildren children = new ServiceChildren(effective.service(), facts);
    Desired objective = Objective.of(effective, children);
    return switch (effective.router().pool()) {
      case PoolSource.None() -> noPicker(objective, children, "the service has no scheduler");
      case PoolSource.Referenced theirs ->
          noPicker(objective, children, "the scheduler uses a pool of somebody else");
      case PoolSource.Managed managed -> {
        EndpointPicker picker = new EndpointPicker(effective, managed, settings, children);
        yield Desired.all(
            List.of(
                EndpointPickerAccount.of(picker),
                Tokenizer.of(picker),
                EndpointPickerService.of(picker),
                Pools.of(picker),
                objective));
      }
    };
  }

  /** Nothing of a scheduler must exist. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    ServiceChildren children = new ServiceChildren(service, facts);
    return noPicker(Desired.NOTHING, children, why);
  }

  private static Desired noPicker(Desired objective, ServiceChildren children, String why) {
    Desired decided = objective.and(EndpointPickerService.others(children, "", why));
    return children
        .orAbsent(decided, ROLES, why)
        .and(EndpointPickerAccess.withoutFormerBinding(children, why))
        .ordered();
  }
}
