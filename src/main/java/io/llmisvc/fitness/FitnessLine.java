package io.llmisvc.fitness;

/**
 * What a check says.
 *
 * @param text one sentence without a full stop
 * @param wayOut what to do; empty when nothing is to be done
 */
public record FitnessLine(Outcome outcome, String text, String wayOut) {
  /** How bad it is. */
  public Level level() {
    return outcome.level();
  }

  /** What was looked at. */
  public Check check() {
    return outcome.check();
  }
}
