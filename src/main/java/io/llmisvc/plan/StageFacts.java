package io.llmisvc.plan;

import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Stage;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The facts of one plan, so that it is known which stage asked for what. */
final class StageFacts {
  private final ClusterFacts facts;
  private final Map<Stage, Facts> byStage = new EnumMap<>(Stage.class);

  StageFacts(ClusterFacts facts) {
    this.facts = facts;
  }

  Facts of(Stage stage) {
    return byStage.computeIfAbsent(stage, asking -> new Facts(facts));
  }

  Set<Reference> asked() {
    Set<Reference> asked = new LinkedHashSet<>();
    byStage.values().forEach(stage -> asked.addAll(stage.asked()));
    return asked;
  }

  /** What nobody has read; a stage that knows all it asked about is left out. */
  Map<Stage, Set<Reference>> unread() {
    Map<Stage, Set<Reference>> unread = new EnumMap<>(Stage.class);
    byStage.forEach((stage, asking) -> unread.put(stage, asking.unread()));
    unread.values().removeIf(Set::isEmpty);
    return unread;
  }
}
