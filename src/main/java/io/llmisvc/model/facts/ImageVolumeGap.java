package io.llmisvc.model.facts;

import java.util.Optional;

/** What a release of Kubernetes lacks for mounting the directory of a model from its image. */
public enum ImageVolumeGap {
  UNSUPPORTED("ImageVolumeUnsupported", "has no image volumes"),
  SUB_PATH("ImageVolumeSubPathUnsupported", "mounts images only whole, not a directory of one"),
  ALPHA(
      "ImageVolumeAlpha",
      "mounts images only with the feature gate ImageVolume, which is off by default");

  private final String reason;
  private final String what;

  ImageVolumeGap(String reason, String what) {
    this.reason = reason;
    this.what = what;
  }

  public static Optional<ImageVolumeGap> of(ServerVersion version) {
    if (version.isBefore(1, 31)) {
      return Optional.of(UNSUPPORTED);
    }
    if (version.isBefore(1, 33)) {
      return Optional.of(SUB_PATH);
    }
    return version.isBefore(1, 35) ? Optional.of(ALPHA) : Optional.empty();
  }

  public String reason() {
    return reason;
  }

  /** One sentence with the way out. */
  public String message(ServerVersion version) {
    return "Kubernetes %s %s; from 1.35 on models can be image volumes, until then set storageInitializer.ociModelMode of the operator configuration to modelcar and use oci://"
        .formatted(version, what);
  }
}
