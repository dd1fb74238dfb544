package io.llmisvc.status;

import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Conditions;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of the routing group; {@code Ready} does not depend on it. */
final class GroupConditions {
  private GroupConditions() {}

  /** None while there is no group, or nothing runs; as they were while nobody knows. */
  static Map<ConditionType, Verdict> of(StatusContext context) {
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    if (context.isStopped()) {
      return verdicts;
    }
    if (context.spec().isEmpty()) {
      verdicts.putAll(new Conditions(context.previousConditions()).verdicts());
      verdicts.keySet().retainAll(ConditionType.OF_GROUP);
      return verdicts;
    }
    @Nullable TrafficSplit split = context.plan().split();
    if (split != null) {
      verdicts.put(ConditionType.GROUP_READY, context.obstacle(Subject.ROUTE).orElse(Verdict.YES));
      degraded(split).ifPresent(it -> verdicts.put(ConditionType.GROUP_DEGRADED, it));
    }
    return verdicts;
  }

  private static Optional<Verdict> degraded(TrafficSplit split) {
    return split
        .divergence()
        .map(text -> new Verdict(ConditionStatus.TRUE, Reason.MEMBER_DIVERGENCE.text(), text));
  }
}
