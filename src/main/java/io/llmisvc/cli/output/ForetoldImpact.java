package io.llmisvc.cli.output;

import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.status.outlook.OutlookChange;
import java.util.List;
import java.util.Map;

/**
 * An impact, and what users will see of it.
 *
 * @param outlooks what changes in the status of each service
 */
public record ForetoldImpact(Impact impact, Map<NamespacedName, OutlookChange> outlooks) {
  public ForetoldImpact {
    outlooks = Map.copyOf(outlooks);
  }

  /** What users will see of a service. */
  public OutlookChange outlook(PlanChange service) {
    return outlooks.getOrDefault(service.service(), OutlookChange.NONE);
  }

  /** Services for which something changes. */
  public List<PlanChange> reached() {
    return impact.services().stream()
        .filter(
            service ->
                service.extent() != PlanChange.Extent.SAME
                    || !service.appeared().isEmpty()
                    || !service.gone().isEmpty()
                    || !outlook(service).isEmpty())
        .toList();
  }
}
