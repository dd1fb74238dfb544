package io.llmisvc.status;

import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus.ReferencedBy;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Conditions;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status of a config: whether it is valid, and who uses it. */
public final class ConfigStatus {
  private ConfigStatus() {}

  /**
   * @param users the services that use the config
   * @param deleting whether its deletion was asked for
   * @param findings what is to be said about the config itself
   * @param previous the status as stored; absent on the first pass
   */
  public record Inputs(
      Users users,
      boolean deleting,
      List<Finding> findings,
      @Nullable LLMInferenceServiceConfigStatus previous,
      long generation,
      Instant now) {
    public Inputs {
      findings = List.copyOf(findings);
    }
  }

  public static LLMInferenceServiceConfigStatus of(Inputs inputs) {
    LLMInferenceServiceConfigStatus previous = inputs.previous();
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    verdicts.put(ConditionType.READY, valid(inputs.findings()));
    verdicts.put(ConditionType.CONFIG_IN_USE, inUse(inputs));
    Conditions conditions = new Conditions(previous == null ? List.of() : previous.conditions());
    return new LLMInferenceServiceConfigStatus(
        inputs.generation(),
        conditions.become(verdicts, inputs.now()),
        previous == null ? Map.of() : previous.annotations(),
        inputs.users().first().stream()
            .map(user -> new ReferencedBy(user.name(), user.namespace()))
            .toList());
  }

  private static Verdict valid(List<Finding> findings) {
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    if (errors.isEmpty()) {
      return Verdict.YES;
    }
    return Verdict.no(
        errors.getFirst().reason(),
        errors.stream().map(Finding::text).distinct().collect(Collectors.joining("; ")));
  }

  private static Verdict inUse(Inputs inputs) {
    int count = inputs.users().count();
    if (count == 0) {
      return Verdict.no(Reason.NOT_IN_USE, "no LLMInferenceService uses this config");
    }
    String users = count == 1 ? "1 LLMInferenceService uses" : count + " LLMInferenceServices use";
    if (inputs.deleting()) {
      return new Verdict(
          ConditionStatus.TRUE,
          Reason.DELETION_BLOCKED.text(),
          users + " this config; it is deleted when none does");
    }
    String listed = count > Users.LISTED ? "; the first " + Users.LISTED + " are listed" : "";
    return new Verdict(ConditionStatus.TRUE, Reason.IN_USE.text(), users + " this config" + listed);
  }
}
