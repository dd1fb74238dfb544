package io.llmisvc.conversion;

import io.llmisvc.api.ServingApi;
import java.util.Arrays;
import java.util.Optional;

/** The versions that objects come in. */
enum ApiVersion {
  V1ALPHA1(ServingApi.V1ALPHA1),
  V1ALPHA2(ServingApi.V1ALPHA2);

  private final String text;
  private final String annotation;

  ApiVersion(String version) {
    this.text = ServingApi.GROUP + "/" + version;
    this.annotation = "internal.serving.kserve.io/" + version + "-spec";
  }

  static Optional<ApiVersion> of(String apiVersion) {
    return Arrays.stream(values()).filter(v -> v.text.equals(apiVersion)).findFirst();
  }

  ApiVersion other() {
    return this == V1ALPHA1 ? V1ALPHA2 : V1ALPHA1;
  }

  /** On objects of the other version: the part of the spec that only this one can say. */
  String annotation() {
    return annotation;
  }

  /** The apiVersion of such objects. */
  @Override
  public String toString() {
    return text;
  }
}
