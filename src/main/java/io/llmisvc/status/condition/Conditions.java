package io.llmisvc.status.condition;

import io.llmisvc.api.status.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of a stored status, and the one way from them to the next. */
public record Conditions(List<Condition> stored) {
  public Conditions {
    stored = List.copyOf(stored);
  }

  /**
   * Conditions for exactly these verdicts, sorted by type. One that says what it said keeps its
   * time; all others get {@code now}.
   */
  public List<Condition> become(Map<ConditionType, Verdict> verdicts, Instant now) {
    Map<String, Condition> before = new HashMap<>();
    stored.forEach(condition -> before.put(Objects.toString(condition.type(), ""), condition));
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return verdicts.entrySet().stream()
        .map(entry -> condition(entry.getKey(), entry.getValue(), time))
        .map(next -> unchanged(before.get(next.type()), next).orElse(next))
        .sorted(Comparator.comparing(condition -> Objects.toString(condition.type(), "")))
        .toList();
  }

  /** What the stored conditions of our types say. */
  public Map<ConditionType, Verdict> verdicts() {
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    for (ConditionType type : ConditionType.values()) {
      type.among(stored).ifPresent(condition -> verdicts.put(type, verdict(condition)));
    }
    return verdicts;
  }

  private static Verdict verdict(Condition condition) {
    return new Verdict(
        ConditionStatus.of(Objects.toString(condition.status(), "")),
        Objects.toString(condition.reason(), ""),
        Objects.toString(condition.message(), ""));
  }

  private static Condition condition(ConditionType type, Verdict verdict, String time) {
    return new Condition(
        type.text(),
        verdict.status().text(),
        type.severity(),
        orAbsent(verdict.reason()),
        orAbsent(verdict.message()),
        time);
  }

  private static Optional<Condition> unchanged(@Nullable Condition before, Condition next) {
    return Optional.ofNullable(before)
        .filter(condition -> condition.lastTransitionTime() != null)
        .filter(condition -> saysTheSame(condition, next))
        .map(condition -> next(next, condition.lastTransitionTime()));
  }

  private static Condition next(Condition next, @Nullable String time) {
    return new Condition(
        next.type(), next.status(), next.severity(), next.reason(), next.message(), time);
  }

  private static boolean saysTheSame(Condition a, Condition b) {
    return same(a.status(), b.status())
        && same(a.severity(), b.severity())
        && same(a.reason(), b.reason())
        && same(a.message(), b.message());
  }

  /** Other writers store an empty text where we store nothing. */
  private static boolean same(@Nullable String a, @Nullable String b) {
    return Objects.toString(a, "").equals(Objects.toString(b, ""));
  }

  private static @Nullable String orAbsent(String text) {
    return text.isEmpty() ? null : text;
  }
}
