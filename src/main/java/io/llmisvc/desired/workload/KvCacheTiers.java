package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.EmptyDirTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.FileSystemTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.PvcRef;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.PvcTier;
import io.llmisvc.api.spec.KVCacheOffloadingSpec.SecondaryTier;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.storage.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The volumes behind the slower tiers of a key-value cache. The model server is told of them by the
 * preset, which says where each is mounted.
 */
final class KvCacheTiers {
  private static final String STORAGE = "ephemeral-storage";

  private KvCacheTiers() {}

  static PodFragment of(Part part, Workload workload, PodSpec template, Context context) {
    if (workload.kvCacheOffloading() == null) {
      return PodFragment.NOTHING;
    }
    List<SecondaryTier> tiers = workload.kvCacheOffloading().secondary();
    List<Volume> volumes = new ArrayList<>();
    ContainerFragment attached = ContainerFragment.NOTHING;
    for (int i = 0; i < tiers.size(); i++) {
      FileSystemTier tier = tiers.get(i).fileSystem();
      if (tier != null) {
        Volume volume = volume("kv-cache-secondary-" + i, tier);
        volumes.add(volume);
        attached = attached.and(attachment(volume.getName(), "/mnt/kv-cache-" + i, tier));
      }
    }
    return PodFragment.all(
        PodFragment.volumes(volumes),
        PodFragment.container(PodFeatures.CONTAINER, attached),
        PodFragment.findings(
            problems(attached, template, part.blame(context.effective()), part.path())));
  }

  private static Volume volume(String name, FileSystemTier tier) {
    VolumeBuilder volume = new VolumeBuilder().withName(name);
    PvcTier pvc = tier.pvc();
    if (pvc == null) {
      return volume.withNewEmptyDir().withSizeLimit(size(tier)).endEmptyDir().build();
    }
    PvcRef claim = pvc.ref();
    return claim == null
        ? volume
            .withNewEphemeral()
            .withNewVolumeClaimTemplate()
            .withSpec(pvc.spec())
            .endVolumeClaimTemplate()
            .endEphemeral()
            .build()
        : volume
            .withNewPersistentVolumeClaim()
            .withClaimName(claim.name())
            .endPersistentVolumeClaim()
            .build();
  }

  private static ContainerFragment attachment(String volume, String path, FileSystemTier tier) {
    PvcTier pvc = tier.pvc();
    String directory = pvc == null || pvc.ref() == null ? null : pvc.ref().path();
    ContainerFragment mount =
        ContainerFragment.mounts(
            new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withSubPath(directory == null || directory.isEmpty() ? null : directory)
                .build());
    Quantity size = size(tier);
    return size == null ? mount : mount.and(ContainerFragment.request(STORAGE, size));
  }

  private static @Nullable Quantity size(FileSystemTier tier) {
    EmptyDirTier emptyDir = tier.emptyDir();
    return emptyDir == null ? null : emptyDir.size();
  }

  /** What the API server would refuse of a pod with these tiers. */
  private static List<Finding> problems(
      ContainerFragment attached, PodSpec template, Blame blame, String base) {
    String path = base + ".kvCacheOffloading.secondary";
    Optional<Container> main = PodFragment.named(template.getContainers(), PodFeatures.CONTAINER);
    List<Finding> problems = new ArrayList<>();
    main.flatMap(container -> attached.clash(container))
        .map(
            mount ->
                blame.error(
                    path,
                    "container main mounts a volume of its own at "
                        + mount
                        + ", where a tier goes; move that mount"))
        .ifPresent(problems::add);
    main.flatMap(container -> overLimit(container, attached))
        .map(message -> blame.error(path, message))
        .ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> overLimit(Container main, ContainerFragment attached) {
    Quantity tiers = attached.requests().get(STORAGE);
    Quantity limit = main.getResources() == null ? null : resource(main.getResources().getLimits());
    if (tiers == null || limit == null) {
      return Optional.empty();
    }
    Quantity own = resource(main.getResources().getRequests());
    Quantity asked = own == null ? tiers : ByteCount.sum(own, tiers);
    return ByteCount.exceeds(asked, limit)
        ? Optional.of(
            ("container main requests %s of ephemeral-storage with its emptyDir tiers, and its"
                    + " limit is %s; raise the limit, or make the tiers smaller")
                .formatted(asked, limit))
        : Optional.empty();
  }

  private static @Nullable Quantity resource(@Nullable Map<String, Quantity> list) {
    return list == null ? null : list.get(STORAGE);
  }
}
