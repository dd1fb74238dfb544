package io.llmisvc.cli;

import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.status.outlook.Outlook;
import io.llmisvc.status.outlook.OutlookChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two states of the manifests side by side. */
final class StateComparison {
  private StateComparison() {}

  /** What comes of the services of some files. */
  static Map<NamespacedName, Foreseen> state(
      ReadingOptions reading, List<String> files, Streams streams) {
    return state(Session.open(reading.source(files, streams.in()), reading.unknownFields, streams));
  }

  /** What comes of the services of one state. */
  static Map<NamespacedName, Foreseen> state(Session session) {
    return state(session.workspace(), session.planner());
  }

  /** What comes of the services of one state. */
  static Map<NamespacedName, Foreseen> state(Workspace workspace, OfflinePlanner planner) {
    return planner.plans(workspace.services()).stream()
        .collect(
            Collectors.toMap(
                planned -> planned.service().id(),
                planned ->
                    new Foreseen(
                        planned,
                        Outlook.of(
                            planned.plan(),
                            workspace.settings(),
                            questions ->
                                workspace.cluster().facts(planned.service().id(), questions)))));
  }

  /** What it does that one state takes the place of the other. */
  static ForetoldImpact impact(
      Map<NamespacedName, Foreseen> before, Map<NamespacedName, Foreseen> after) {
    Set<NamespacedName> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    List<PlanChange> changes = new ArrayList<>();
    Map<NamespacedName, OutlookChange> outlooks = new HashMap<>();
    for (NamespacedName service : all) {
      @Nullable Foreseen stored = before.get(service);
      if (stored != null && stored.planned().isRefused()) {
        stored = null;
      }
      PlanChange change = change(service, stored, after.get(service));
      changes.add(change);
      outlooks.put(service, outlook(change.extent(), stored, after.get(service)));
    }
    return new ForetoldImpact(new Impact(changes), outlooks);
  }

  /** What cannot be stored leaves the status as it is; of one that comes or goes, its URLs. */
  private static OutlookChange outlook(
      PlanChange.Extent extent, @Nullable Foreseen before, @Nullable Foreseen after) {
    if (after != null && after.planned().isRefused()) {
      return OutlookChange.NONE;
    }
    Outlook was = before == null ? Outlook.NONE : before.outlook();
    Outlook is = after == null ? Outlook.NONE : after.outlook();
    return switch (extent) {
      case NEW, GONE -> OutlookChange.between(was, is).withoutConditions();
      case BROKEN -> OutlookChange.between(was, is.keeping(was));
      case CHANGED, SAME -> OutlookChange.between(was, is);
    };
  }

  /** What could not be stored before is as good as new. */
  private static PlanChange change(
      NamespacedName service, @Nullable Foreseen stored, @Nullable Foreseen after) {
    if (after == null) {
      return stored == null
          ? PlanChange.refused(service, 0, List.of())
          : PlanChange.going(stored.planned().plan());
    }
    if (after.planned().isRefused()) {
      long accelerators = stored == null ? 0 : stored.planned().plan().accelerators();
      return PlanChange.refused(service, accelerators, after.planned().report().findings());
    }
    return stored == null
        ? PlanChange.coming(after.planned().plan())
        : PlanChange.between(stored.planned().plan(), after.planned().plan());
  }
}
