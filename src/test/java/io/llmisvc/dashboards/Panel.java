package io.llmisvc.dashboards;

import java.util.List;
import java.util.Optional;

/**
 * @param description what it shows, and what to think of it
 * @param emptyBecause why nothing is to be seen where only the operator runs and nobody calls a
 *     model
 */
public record Panel(
    String title,
    String description,
    Unit unit,
    Look look,
    Judgement judgement,
    List<Query> queries,
    Optional<String> emptyBecause) {
  static Panel of(Look look, String title, Unit unit, String description, List<Query> queries) {
    return new Panel(title, description, unit, look, Judgement.NONE, queries, Optional.empty());
  }

  static Panel of(
      Look look, String title, Unit unit, String description, String expression, String legend) {
    return of(look, title, unit, description, List.of(new Query(expression, legend)));
  }

  Panel judged(Judgement by) {
    return new Panel(title, description, unit, look, by, queries, emptyBecause);
  }

  Panel emptyBecause(String reason) {
    return new Panel(title, description, unit, look, judgement, queries, Optional.of(reason));
  }
}
