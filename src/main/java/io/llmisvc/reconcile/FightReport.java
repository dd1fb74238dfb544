package io.llmisvc.reconcile;

import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.Fight;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.ChildRole;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * Says who takes back what we set: an event on the service, a line in the log and a count. Who the
 * opponent is is no label of the count, because anybody may choose that name.
 */
record FightReport(EventRecorder events, Meters meters) {
  private static final Logger LOG = Logger.getLogger(FightReport.class);

  /** Begins the counts: a series that begins with its first fight would seem not to increase. */
  static void expect(Meters meters) {
    Arrays.stream(ChildRole.values())
        .map(role -> role.kind().kind())
        .distinct()
        .forEach(kind -> meters.expect(Metric.CHILD_FIGHTS, kind));
  }

  void tell(StoredService service, Fight fight) {
    meters.count(Metric.CHILD_FIGHTS, fight.key().kind().kind());
    LOG.warn(fight.message());
    events.record(service, EventRecorder.Type.WARNING, "FieldFight", fight.message());
  }
}
