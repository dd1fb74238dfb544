package io.llmisvc.desired.router;

import io.llmisvc.desired.Children;
import io.llmisvc.desired.scheduler.SchedulerDesired;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Finding;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;
import java.util.List;

/** What exists on the cluster for {@code spec.router}. */
public final class RouterDesired {
  private RouterDesired() {}

  /**
   * A reference to something that does not exist stops the whole part: there is a finding, and what
   * exists already is neither changed nor removed.
   */
  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    if (effective.service().isStopped()) {
      return absent(effective.service(), facts, "the service is stopped");
    }
    Routing routing = new Routing(effective, settings, new Children(effective.service(), facts));
    List<Finding> unserved = Unserved.findings(routing);
    if (!unserved.isEmpty()) {
      return SchedulerDesired.of(effective, facts).and(new Desired(List.of(), List.of(), unserved));
    }
    Attachment attachment = Attachment.of(routing);
    List<Finding> broken = BrokenReferences.findings(routing, attachment);
    if (!broken.isEmpty()) {
      return new Desired(List.of(), List.of(), broken);
    }
    return Desired.all(
        List.of(
            SchedulerDesired.of(effective, facts),
            ManagedGateway.of(routing, attachment),
            ManagedRoute.of(routing, attachment)));
  }

  /** Nothing for {@code spec.router} must exist; needs no effective spec. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    Children children = new Children(service, facts);
    return Desired.all(
        List.of(
            ManagedRoute.absent(children, why),
            ManagedGateway.absent(children, why),
            SchedulerDesired.absent(service, facts, why)));
  }
}
