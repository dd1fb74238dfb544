package io.llmisvc.desired.storage;

import io.llmisvc.desired.Blame;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.storage.CacheMarks;
import java.util.List;

/**
 * A service as the local cache that its marks name lets it be. When that cache is no more, it is
 * planned as if it had never been marked, so that its pods change once, and not again when the
 * marks go. A kind that is not served has no objects: they go before their definition does. Where
 * caches are not followed, marks are believed.
 */
public record StandingMarks(EffectiveSpec effective, List<Finding> findings) {
  public StandingMarks {
    findings = List.copyOf(findings);
  }

  public static StandingMarks of(
      EffectiveSpec effective, Settings settings, Facts facts, Blame blame) {
    return CacheMarks.of(effective.service())
        .filter(marks -> areFollowed(marks, settings) && areUsed(marks, effective))
        .filter(marks -> isGone(marks, effective.service(), facts))
        .map(marks -> without(marks, effective, blame))
        .orElseGet(() -> new StandingMarks(effective, List.of()));
  }

  /** An operator of some namespaces cannot see what is in none. */
  private static boolean areFollowed(CacheMarks marks, Settings settings) {
    return settings.localModels() && (marks.kind().isNamespaced() || !settings.isNamespaced());
  }

  private static boolean areUsed(CacheMarks marks, EffectiveSpec effective) {
    return marks.areWhole()
        && !ModelStorage.isSwitchedOff(effective.spec())
        && marks.below(ModelStorage.uri(effective.spec())).isPresent();
  }

  /** A cache with a namespace is in that of the service, whatever the marks say. */
  private static boolean isGone(CacheMarks marks, ServiceMeta service, Facts facts) {
    return facts.find(marks.kind(), service.namespace(), marks.cache()).isAbsent();
  }

  private static StandingMarks without(CacheMarks marks, EffectiveSpec effective, Blame blame) {
    return new StandingMarks(
        new EffectiveSpec(
            CacheMarks.removedFrom(effective.service()), effective.spec(), effective.tree()),
        List.of(
            blame.warning(
                "LocalModelCacheGone",
                "metadata.labels[" + CacheMarks.CACHE + "]",
                "%s %s does not exist, so the model is read from %s itself; make the cache again, or remove this label"
                    .formatted(
                        marks.kind().kind(), marks.cache(), ModelStorage.uri(effective.spec())))));
  }
}
