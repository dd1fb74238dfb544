package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.api.spec.KVCacheOffloadingSpec;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.FileSystemTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.PvcTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.SecondaryTier;
import io.llmisvc.model.finding.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Tiers of the key-value cache; at {@code kvCacheOffloading} of a workload. */
final class KvCacheRules {
  private static final List<Rule<KVCacheOffloadingSpec>> CPU =
      List.of(
          Rule.required(
              ".cpu",
              cache -> cache.cpu() != null && isZero(cache.cpu()),
              "must be more than 0 when there are secondary tiers"));

  private static final List<Rule<SecondaryTier>> TIER =
      List.of(
          Rule.<SecondaryTier>required(
                  ".fileSystem", tier -> tier.fileSystem() == null, "is missing")
              .last(),
          Rule.required(
              ".fileSystem",
              tier -> fileSystem(tier).emptyDir() == null && fileSystem(tier).pvc() == null,
              "one of emptyDir and pvc is required"),
          Rule.error(
              ".fileSystem",
              tier -> fileSystem(tier).emptyDir() != null && fileSystem(tier).pvc() != null,
              "emptyDir and pvc exclude each other; remove one"));

  private static final List<Rule<PvcTier>> PVC =
      List.of(
          Rule.required(
              "",
              pvc -> pvc.spec() == null && pvc.ref() == null,
              "one of spec and ref is required"),
          Rule.error(
              "",
              pvc -> pvc.spec() != null && pvc.ref() != null,
              "spec and ref exclude each other; remove one"),
          Rule.required(
              ".ref.name",
              pvc -> pvc.ref() != null && (pvc.ref().name() == null || pvc.ref().name().isEmpty()),
              "is empty; name the PersistentVolumeClaim"));

  private static final FileSystemTier NO_FILE_SYSTEM = new FileSystemTier(null, null);

  private KvCacheRules() {}

  /** Nothing is checked unless there is a secondary tier. */
  static List<Finding> check(String base, KVCacheOffloadingSpec cache) {
    if (cache.secondary().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>(Rule.check(CPU, base, cache));
    for (int i = 0; i < cache.secondary().size(); i++) {
      SecondaryTier tier = cache.secondary().get(i);
      String path = base + ".secondary[" + i + "]";
      findings.addAll(Rule.check(TIER, path, tier));
      PvcTier pvc = fileSystem(tier).pvc();
      if (pvc != null) {
        findings.addAll(Rule.check(PVC, path + ".fileSystem.pvc", pvc));
      }
    }
    return findings;
  }

  private static FileSystemTier fileSystem(SecondaryTier tier) {
    return tier.fileSystem() == null ? NO_FILE_SYSTEM : tier.fileSystem();
  }

  private static boolean isZero(Quantity quantity) {
    try {
      return Quantity.getAmountInBytes(quantity).compareTo(BigDecimal.ZERO) == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
