package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.api.spec.KVCacheOffloadingSpec;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.EmptyDirTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.FileSystemTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.PvcTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.SecondaryTier;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tiers of the key-value cache; at {@code kvCacheOffloading} of a workload. */
final class KvCacheRules {
  private static final List<Rule<KVCacheOffloadingSpec>> CPU =
      List.of(
          Rule.required(
              ".cpu",
              cache -> cache.cpu() != null && isNothing(cache.cpu()),
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
              "emptyDir and pvc exclude each other; remove one"),
          Rule.error(
              ".fileSystem.emptyDir.size",
              tier -> {
                EmptyDirTier emptyDir = fileSystem(tier).emptyDir();
                return emptyDir != null && emptyDir.size() != null && isNothing(emptyDir.size());
              },
              "must be more than 0"));

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
              "is empty; name the PersistentVolumeClaim"),
          Rule.error(
              ".ref.path",
              pvc -> pvc.ref() != null && leavesTheVolume(pvc.ref().path()),
              pvc ->
                  "'%s' must be relative and without '..'"
                      .formatted(Objects.requireNonNull(pvc.ref()).path())));

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

  private static boolean leavesTheVolume(@Nullable String path) {
    return path != null
        && (path.startsWith("/") || Arrays.asList(path.split("/", -1)).contains(".."));
  }

  private static boolean isNothing(Quantity quantity) {
    try {
      return Quantity.getAmountInBytes(quantity).signum() <= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
