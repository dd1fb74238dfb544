package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.llmisvc.api.spec.RolloutStrategy;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.finding.Finding;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rollout strategy of a workload; at {@code rolloutStrategy}. Percentages are taken of one replica,
 * unavailable ones rounded down and surplus ones up.
 */
final class RolloutRules {
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,9})%");

  private static final List<Rule<RolloutStrategy>> VALUES =
      List.of(
          value(".maxUnavailable", RolloutStrategy::maxUnavailable),
          value(".maxSurge", RolloutStrategy::maxSurge));

  private static final List<Rule<Workload>> PROGRESS =
      List.of(
          Rule.error(
              "",
              workload -> neverUnavailable(workload) && neverSurplus(workload),
              "maxUnavailable and maxSurge are both 0 for a single replica, so that no update could"
                  + " start; raise one"),
          Rule.required(
              ".maxSurge",
              workload ->
                  workload.worker() != null
                      && neverUnavailable(workload)
                      && strategy(workload).maxSurge() == null,
              "is required for a multi-node workload whose maxUnavailable is 0 for a single group"));

  private static final RolloutStrategy NONE = new RolloutStrategy(null, null);

  private RolloutRules() {}

  static List<Finding> check(String base, Workload workload) {
    List<Finding> findings = Rule.check(VALUES, base, strategy(workload));
    return findings.isEmpty() ? Rule.check(PROGRESS, base, workload) : findings;
  }

  private static Rule<RolloutStrategy> value(
      String path, Function<RolloutStrategy, @Nullable IntOrString> field) {
    return Rule.error(
        path,
        strategy -> isBad(field.apply(strategy)),
        strategy ->
            "must be a number of 0 or more, or a percentage of at most 100%%, not %s"
                .formatted(text(field.apply(strategy))));
  }

  private static boolean isBad(@Nullable IntOrString value) {
    if (value == null) {
      return false;
    }
    if (value.getIntVal() != null) {
      return value.getIntVal() < 0;
    }
    Matcher percentage = PERCENTAGE.matcher(text(value));
    return !percentage.matches() || Integer.parseInt(percentage.group(1)) > 100;
  }

  private static boolean neverUnavailable(Workload workload) {
    IntOrString value = strategy(workload).maxUnavailable();
    return value != null && number(value) < (isPercentage(value) ? 100 : 1);
  }

  private static boolean neverSurplus(Workload workload) {
    IntOrString value = strategy(workload).maxSurge();
    return value != null && number(value) == 0;
  }

  private static boolean isPercentage(IntOrString value) {
    return value.getIntVal() == null;
  }

  private static int number(IntOrString value) {
    if (value.getIntVal() != null) {
      return value.getIntVal();
    }
    Matcher percentage = PERCENTAGE.matcher(text(value));
    return percentage.matches() ? Integer.parseInt(percentage.group(1)) : 0;
  }

  private static String text(@Nullable IntOrString value) {
    return value == null || value.getValue() == null ? "" : value.getValue().toString();
  }

  private static RolloutStrategy strategy(Workload workload) {
    return workload.rolloutStrategy() == null ? NONE : workload.rolloutStrategy();
  }
}
