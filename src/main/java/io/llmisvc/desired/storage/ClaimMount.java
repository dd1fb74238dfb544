package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.naming.ChildName;
import io.llmisvc.model.naming.ShortHash;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A model or an adapter that lies on a volume claim: mounted where the model server reads, nothing
 * copied.
 */
final class ClaimMount {
  private static final String VOLUME = "kserve-pvc-source";
  private static final String ADAPTER_VOLUME = "lora-pvc-";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9-]*[a-z0-9]");
  private static final Pattern NEVER_IN_A_LABEL = Pattern.compile("[^a-z0-9]+");

  private ClaimMount() {}

  static PodFragment ofModel(StorageRequest request, ModelUri uri) {
    return PodFragment.withoutInitContainer(StorageRequest.INITIALIZER)
        .and(of(request, uri, VOLUME, new Place(request.path(), ModelStorage.URI_PATH)));
  }

  static PodFragment ofAdapter(StorageRequest request, Adapter adapter) {
    return of(
        request,
        adapter.uri(),
        volumeName(adapter.name()),
        new Place(adapter.path(), adapter.field()));
  }

  /**
   * @param mountPath where it is read
   * @param field that says what it is
   */
  private record Place(String mountPath, String field) {}

  private static PodFragment of(StorageRequest request, ModelUri uri, String volume, Place place) {
    int slash = uri.location().indexOf('/');
    String claim = slash < 0 ? uri.location() : uri.location().substring(0, slash);
    String path = slash < 0 ? "" : uri.location().substring(slash + 1);
    if (claim.isEmpty()) {
      return PodFragment.finding(
          request
              .blame()
              .error(place.field(), "'" + uri + "' names no claim: pvc://<claim>[/<path>]"));
    }
    return PodFragment.container(
            request.container(), ContainerFragment.mounts(mount(volume, place.mountPath(), path)))
        .and(PodFragment.volumes(List.of(volume(volume, claim))));
  }

  /** That of KServe's controller where it is a name that a volume may have. */
  private static String volumeName(String adapter) {
    if (LABEL.matcher(adapter).matches()) {
      return ChildName.of(ADAPTER_VOLUME, adapter);
    }
    String label = NEVER_IN_A_LABEL.matcher(adapter.toLowerCase(Locale.ROOT)).replaceAll("-");
    return ChildName.of(ADAPTER_VOLUME, label + "-" + ShortHash.of(adapter));
  }

  private static VolumeMount mount(String volume, String mountPath, String subPath) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(mountPath)
        .withSubPath(subPath.isEmpty() ? null : subPath)
        .withReadOnly(true)
        .build();
  }

  private static Volume volume(String name, String claim) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .build();
  }
}
