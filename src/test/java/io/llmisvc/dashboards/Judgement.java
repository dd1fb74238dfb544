package io.llmisvc.dashboards;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which values of a panel are good and which are bad: the colours from a value on. */
enum Judgement {
  NONE(List.of(new Step(null, "text"))),
  ONE_IS_GOOD(List.of(new Step(null, "red"), new Step(1.0, "green"))),
  /** Of a share. */
  ALL_IS_GOOD(List.of(new Step(null, "red"), new Step(0.9, "orange"), new Step(1.0, "green"))),
  ANY_IS_BAD(List.of(new Step(null, "green"), new Step(1.0, "red"))),
  NEAR_ONE_IS_BAD(List.of(new Step(null, "green"), new Step(0.8, "orange"), new Step(0.95, "red"))),
  /** Of what is left until something ends: less than 30 days, less than 7. */
  SOON_IS_BAD(
      List.of(
          new Step(null, "red"), new Step(7 * 86400.0, "orange"), new Step(30 * 86400.0, "green")));

  /**
   * @param from where the colour begins; null for the first one
   */
  record Step(@Nullable Double from, String colour) {}

  private final List<Step> steps;

  Judgement(List<Step> steps) {
    this.steps = steps;
  }

  List<Step> steps() {
    return steps;
  }
}
