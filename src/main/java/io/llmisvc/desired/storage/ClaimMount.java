package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import java.util.List;

/** A model that lies on a volume claim: mounted where the model server reads, nothing copied. */
final class ClaimMount {
  private static final String VOLUME = "kserve-pvc-source";

  private ClaimMount() {}

  static PodFragment of(StorageRequest request, ModelUri uri) {
    int slash = uri.location().indexOf('/');
    String claim = slash < 0 ? uri.location() : uri.location().substring(0, slash);
    String path = slash < 0 ? "" : uri.location().substring(slash + 1);
    if (claim.isEmpty()) {
      return PodFragment.finding(
          request
              .blame()
              .error("spec.model.uri", "'" + uri + "' names no claim: pvc://<claim>[/<path>]"));
    }
    return PodFragment.all(
        PodFragment.withoutInitContainer(StorageRequest.INITIALIZER),
        PodFragment.container(
            request.container(), ContainerFragment.mounts(mount(request.path(), path))),
        PodFragment.volumes(List.of(volume(claim))));
  }

  private static VolumeMount mount(String modelPath, String subPath) {
    return new VolumeMountBuilder()
        .withName(VOLUME)
        .withMountPath(modelPath)
        .withSubPath(subPath.isEmpty() ? null : subPath)
        .withReadOnly(true)
        .build();
  }

  private static Volume volume(String claim) {
    return new VolumeBuilder()
        .withName(VOLUME)
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .build();
  }
}
