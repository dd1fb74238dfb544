package io.llmisvc.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What was said of the object, or the objects, of a review. */
enum ReviewVerdict {
  /** An object may be stored as it is. */
  ALLOWED,
  /** It may, and whoever stores it is told something. */
  WARNED,
  /** It may, with changes. */
  PATCHED,
  /** It may not. */
  REFUSED,
  /** Objects are in another version now. */
  CONVERTED,
  /** There is no answer, or objects could not be converted. */
  FAILED;

  static ReviewVerdict of(ReviewKind kind, JsonNode review) {
    JsonNode response = review.path("response");
    return switch (kind) {
      case ADMISSION -> ofAdmission(response);
      case CONVERSION ->
          response.at("/result/status").asText().equals("Success") ? CONVERTED : FAILED;
    };
  }

  private static ReviewVerdict ofAdmission(JsonNode response) {
    if (!response.path("allowed").asBoolean()) {
      return REFUSED;
    }
    if (response.has("patch")) {
      return PATCHED;
    }
    return response.path("warnings").isEmpty() ? ALLOWED : WARNED;
  }

  /** As a label has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
