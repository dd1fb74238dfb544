package io.llmisvc.reconcile;

import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.metrics.Bounded;
import io.llmisvc.metrics.Meters.Sample;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.condition.ConditionStatus;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All services as their last passes left them, as far as they are counted. A pass moves one service
 * from some counts to others, whatever the number of services; what is looked at one by one is only
 * when somebody asks.
 */
final class Fleet {
  private static final int REASONS = 100;

  private final Clock clock;
  private final Census patterns = new Census();
  private final Census conditions = new Census();
  private final Census findings = new Census();
  private final Bounded conditionTypes =
      new Bounded(REASONS, texts(ConditionType.values(), ConditionType::text));
  private final Bounded conditionReasons =
      new Bounded(REASONS, texts(Reason.values(), Reason::text));
  private final Bounded findingReasons = new Bounded(REASONS);
  private final Map<NamespacedName, Member> members = new HashMap<>();

  /** Those of an earlier term that had no pass in this one. */
  private final Map<NamespacedName, Member> unseen = new HashMap<>();

  Fleet(Clock clock) {
    this.clock = clock;
  }

  /**
   * One service. It shares its labels with all that are like it.
   *
   * @param problem why its configs could not be made one spec; empty when they could
   * @param reason why it is not Ready; empty when it is
   * @param notReadySince as seconds since the epoch, NaN while it is Ready
   */
  private record Member(
      Census.Group pattern,
      List<Census.Group> conditions,
      List<Census.Group> findings,
      String problem,
      String reason,
      double notReadySince) {

    boolean isReady() {
      return Double.isNaN(notReadySince);
    }
  }

  /**
   * This operator leads now. Another one may have changed each service meanwhile: none counts
   * before its first pass.
   */
  synchronized void begin() {
    members.values().forEach(this::leave);
    unseen.putAll(members);
    members.clear();
  }

  /** Notes how a pass left a service. */
  synchronized void note(Plan plan, LLMInferenceServiceStatus status) {
    replace(
        plan.service().id(),
        ServicePattern.of(plan, status).label(),
        plan.findings().stream().map(this::labels).toList(),
        status);
  }

  /** Notes that a pass failed by accident: what was planned before still is the plan. */
  synchronized void noteAccident(NamespacedName service, LLMInferenceServiceStatus status) {
    Member before = members.get(service);
    if (before == null) {
      replace(service, ServicePattern.of(status).label(), List.of(), status);
    } else {
      replace(service, before.pattern.labels().getFirst(), labels(before.findings), status);
    }
  }

  /** Notes that a service is as its last pass left it, perhaps in an earlier term. */
  synchronized void noteSettled(NamespacedName service) {
    Member before = unseen.remove(service);
    if (before != null && !members.containsKey(service)) {
      members.put(
          service,
          new Member(
              patterns.enter(before.pattern.labels()),
              enter(conditions, labels(before.conditions)),
              enter(findings, labels(before.findings)),
              before.problem,
              before.reason,
              before.notReadySince));
    }
  }

  /** A service is gone. */
  synchronized void forget(NamespacedName service) {
    unseen.remove(service);
    Member member = members.remove(service);
    if (member != null) {
      leave(member);
    }
  }

  /** Services by what runs them. */
  synchronized Stream<Sample> byPattern() {
    return patterns.samples();
  }

  /** Services by condition, its status and its reason. */
  synchronized Stream<Sample> byCondition() {
    return conditions.samples();
  }

  /** Findings by severity and reason. */
  synchronized Stream<Sample> findings() {
    return findings.samples();
  }

  /** Since when the service is not Ready that is so longest, by reason. */
  synchronized Stream<Sample> notReadyOldest() {
    Map<String, Double> oldest =
        members.values().stream()
            .filter(member -> !member.isReady())
            .collect(Collectors.toMap(Member::reason, Member::notReadySince, Math::min));
    return oldest.entrySet().stream().map(e -> Sample.of(e.getValue(), e.getKey()));
  }

  /** Whether each service is Ready, and why not. */
  synchronized Stream<Sample> ready() {
    return members.entrySet().stream()
        .map(e -> sample(e.getKey(), e.getValue(), e.getValue().isReady() ? 1 : 0))
        .toList()
        .stream();
  }

  /** Since when each service that is not Ready is so. */
  synchronized Stream<Sample> notReadySince() {
    return members.entrySet().stream()
        .filter(e -> !e.getValue().isReady())
        .map(e -> sample(e.getKey(), e.getValue(), e.getValue().notReadySince))
        .toList()
        .stream();
  }

  /** Whether a service could not be composed because of this config: what is said names it. */
  synchronized boolean blames(NamespacedName service, NamespacedName config) {
    Member member = members.get(service);
    return member != null && names(member.problem, config.namespace() + "/" + config.name());
  }

  /** True when the text has the name as a whole, and not as the beginning of a longer one. */
  private static boolean names(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (end == text.length()
          || !(Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
        return true;
      }
    }
    return false;
  }

  private static <T> Set<String> texts(T[] values, Function<T, String> text) {
    return Arrays.stream(values).map(text).collect(Collectors.toSet());
  }

  private static Sample sample(NamespacedName service, Member member, double value) {
    return Sample.of(value, service.namespace(), service.name(), member.reason);
  }

  private void replace(
      NamespacedName service,
      String pattern,
      List<List<String>> found,
      LLMInferenceServiceStatus status) {
    unseen.remove(service);
    Member before = members.get(service);
    List<Census.Group> states =
        enter(conditions, status.conditions().stream().map(this::labels).toList());
    Condition ready = ConditionType.READY.among(status.conditions()).orElse(null);
    members.put(
        service,
        new Member(
            patterns.enter(List.of(pattern)),
            states,
            enter(findings, found),
            ConditionType.PRESETS_COMBINED
                .among(status.conditions())
                .filter(ConditionStatus.FALSE::isOf)
                .map(Condition::message)
                .orElse(""),
            reason(states),
            notReadySince(ready, before)));
    if (before != null) {
      leave(before);
    }
  }

  /** Of {@code Ready}: its labels are shared, so that no service keeps a text of its own. */
  private static String reason(List<Census.Group> states) {
    return states.stream()
        .map(Census.Group::labels)
        .filter(labels -> labels.getFirst().equals(ConditionType.READY.text()))
        .map(List::getLast)
        .findFirst()
        .orElse("");
  }

  /** The condition says when it changed last, which its message does, too. */
  private double notReadySince(@Nullable Condition ready, @Nullable Member before) {
    if (ready != null && ConditionStatus.TRUE.isOf(ready)) {
      return Double.NaN;
    }
    if (before != null && !before.isReady()) {
      return before.notReadySince;
    }
    return ready == null || ready.lastTransitionTime() == null
        ? clock.instant().getEpochSecond()
        : time(ready.lastTransitionTime()).getEpochSecond();
  }

  /** Anybody may have written it. */
  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return clock.instant();
    }
  }

  private List<String> labels(Condition condition) {
    return List.of(
        conditionTypes.of(Objects.requireNonNullElse(condition.type(), "")),
        ConditionStatus.of(Objects.requireNonNullElse(condition.status(), "")).text(),
        ConditionStatus.TRUE.isOf(condition)
            ? ""
            : conditionReasons.of(Objects.requireNonNullElse(condition.reason(), "")));
  }

  private List<String> labels(Finding finding) {
    return List.of(
        finding.severity().name().toLowerCase(Locale.ROOT), findingReasons.of(finding.reason()));
  }

  private static List<List<String>> labels(List<Census.Group> groups) {
    return groups.stream().map(Census.Group::labels).toList();
  }

  private static List<Census.Group> enter(Census census, List<List<String>> all) {
    List<Census.Group> groups = new ArrayList<>(all.size());
    all.forEach(labels -> groups.add(census.enter(labels)));
    return List.copyOf(groups);
  }

  private void leave(Member member) {
    patterns.leave(member.pattern);
    member.conditions.forEach(conditions::leave);
    member.findings.forEach(findings::leave);
  }
}
