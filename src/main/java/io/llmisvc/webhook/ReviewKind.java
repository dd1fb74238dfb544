package io.llmisvc.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** What an API server asks a webhook about. */
public enum ReviewKind {
  ADMISSION("AdmissionReview", Set.of("admission.k8s.io/v1", "admission.k8s.io/v1beta1")),
  CONVERSION("ConversionReview", Set.of("apiextensions.k8s.io/v1"));

  private final String kind;
  private final Set<String> apiVersions;

  ReviewKind(String kind, Set<String> apiVersions) {
    this.kind = kind;
    this.apiVersions = apiVersions;
  }

  boolean isKindOf(JsonNode review) {
    return kind.equals(review.path("kind").textValue())
        && apiVersions.contains(review.path("apiVersion").asText());
  }

  /** The head of the names of the threads that answer these. */
  String thread() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return kind + " of " + String.join(" or ", apiVersions.stream().sorted().toList());
  }
}
