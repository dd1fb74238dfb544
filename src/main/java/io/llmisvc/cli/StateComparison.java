package io.llmisvc.cli;

import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two states of the manifests side by side. */
final class StateComparison {
  private StateComparison() {}

  /** The plans of one state. */
  static List<Planned> plans(ReadingOptions reading, List<String> files, Streams streams) {
    Session session =
        Session.open(reading.source(files, streams.in()), reading.unknownFields, streams);
    return session.planner().plans(session.workspace().services());
  }

  /** What it does that the plans of one state take the place of those of the other. */
  static Impact impact(Collection<Planned> before, Collection<Planned> after) {
    Map<NamespacedName, Planned> were = byId(before);
    Map<NamespacedName, Planned> are = byId(after);
    Set<NamespacedName> all = new TreeSet<>(were.keySet());
    all.addAll(are.keySet());
    List<PlanChange> changes = new ArrayList<>();
    for (NamespacedName service : all) {
      changes.add(change(service, were.get(service), are.get(service)));
    }
    return new Impact(changes);
  }

  private static Map<NamespacedName, Planned> byId(Collection<Planned> plans) {
    return plans.stream()
        .collect(Collectors.toMap(planned -> planned.service().id(), Function.identity()));
  }

  /** One of both is there. What could not be stored before is as good as new. */
  private static PlanChange change(
      NamespacedName service, @Nullable Planned before, @Nullable Planned after) {
    @Nullable Planned stored = before == null || before.isRefused() ? null : before;
    if (after == null) {
      return stored == null
          ? PlanChange.refused(service, 0, List.of())
          : PlanChange.going(stored.plan());
    }
    if (after.isRefused()) {
      long accelerators = stored == null ? 0 : stored.plan().accelerators();
      return PlanChange.refused(service, accelerators, after.report().findings());
    }
    return stored == null
        ? PlanChange.coming(after.plan())
        : PlanChange.between(stored.plan(), after.plan());
  }
}
