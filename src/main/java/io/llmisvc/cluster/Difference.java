package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.match.Deviation;
import io.llmisvc.model.naming.Kind;
import java.util.List;

/**
 * Why a live object is written again.
 *
 * @param isDrift whether we want what we wanted before, and somebody else has changed it
 * @param fields paths of what we set and what does not stand, never values; some of them when there
 *     are many, and none when only something is no longer set
 */
public record Difference(boolean isDrift, List<String> fields) {
  private static final int MOST = 10;
  private static final String MARK = "metadata.annotations[" + Takeover.APPLIED + "]";

  static Difference of(Kind kind, ObjectNode desired, ObjectNode live) {
    List<String> fields =
        Deviation.all(kind, desired, live, MOST).stream().map(Deviation::text).toList();
    return new Difference(
        !fields.contains(MARK), fields.stream().filter(field -> !field.equals(MARK)).toList());
  }
}
