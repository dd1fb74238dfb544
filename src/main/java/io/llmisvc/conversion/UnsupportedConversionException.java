package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;

/** An object of a kind or version that is not ours, or that is wanted in such a version. */
public final class UnsupportedConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedConversionException(ObjectNode object, String wanted) {
    super(
        "cannot convert %s %s/%s from %s to %s: supported are %s and %s, in %s and %s"
            .formatted(
                object.path("kind").asText(),
                object.path("metadata").path("namespace").asText(),
                object.path("metadata").path("name").asText(),
                object.path("apiVersion").asText(),
                wanted,
                ServingApi.SERVICE_KIND,
                ServingApi.CONFIG_KIND,
                ApiVersion.V1ALPHA1,
                ApiVersion.V1ALPHA2));
  }
}
