package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A review of the API server and its answer, in the version in which it asks: {@code
 * admission.k8s.io/v1} or {@code v1beta1}.
 */
final class AdmissionReview {
  private static final int UNPROCESSABLE = 422;
  private static final int FORBIDDEN = 403;

  /** Kubernetes cuts what is longer. */
  private static final int LONGEST_WARNING = 256;

  private final ObjectNode review;
  private final String kind;
  private final AdmissionRequest request;

  /**
   * @param kind of the objects that are reviewed
   */
  AdmissionReview(ObjectNode review, String kind) {
    this.review = review;
    this.kind = kind;
    this.request = AdmissionRequest.of(review.path("request"));
  }

  AdmissionRequest request() {
    return request;
  }

  /** Lets the object pass, changed by a JSON patch; unchanged when that is empty. */
  ObjectNode changed(ArrayNode patch) {
    ObjectNode response = response(true);
    if (!patch.isEmpty()) {
      byte[] text = patch.toString().getBytes(StandardCharsets.UTF_8);
      response.put("patchType", "JSONPatch");
      response.put("patch", Base64.getEncoder().encodeToString(text));
    }
    return answer(response);
  }

  ObjectNode answered(AdmissionVerdict verdict) {
    ObjectNode response = response(verdict.isAllowed());
    if (!verdict.errors().isEmpty()) {
      response.set("status", invalid(verdict.errors()));
    } else if (!verdict.isAllowed()) {
      response
          .putObject("status")
          .put("code", FORBIDDEN)
          .put("reason", "Forbidden")
          .put("message", verdict.refusal());
    }
    if (!verdict.warnings().isEmpty()) {
      ArrayNode warnings = response.putArray("warnings");
      verdict.warnings().forEach(warning -> warnings.add(cut(warning)));
    }
    return answer(response);
  }

  /** As the API server itself says that an object is invalid. */
  private ObjectNode invalid(List<Finding> errors) {
    String name = request.id().name();
    List<String> texts = errors.stream().map(AdmissionReview::text).toList();
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("code", UNPROCESSABLE).put("reason", "Invalid");
    status.put(
        "message",
        "%s.%s \"%s\" is invalid: %s"
            .formatted(
                kind,
                ServingApi.GROUP,
                name,
                texts.size() == 1
                    ? texts.getFirst()
                    : texts.stream().collect(Collectors.joining(", ", "[", "]"))));
    ObjectNode details = status.putObject("details");
    details.put("name", name).put("group", ServingApi.GROUP).put("kind", kind);
    ArrayNode causes = details.putArray("causes");
    for (Finding error : errors) {
      causes
          .addObject()
          .put("reason", error.error().cause())
          .put("message", said(error))
          .put("field", error.path());
    }
    return status;
  }

  private static String text(Finding error) {
    return error.path().isEmpty() ? said(error) : error.path() + ": " + said(error);
  }

  private static String said(Finding error) {
    return error.error().title() + ": " + error.message();
  }

  private static String cut(String warning) {
    String line = warning.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_WARNING ? line : line.substring(0, LONGEST_WARNING - 1) + "…";
  }

  private ObjectNode response(boolean isAllowed) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    JsonNode uid = review.path("request").path("uid");
    return response.put("uid", uid.asText()).put("allowed", isAllowed);
  }

  private ObjectNode answer(ObjectNode response) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("apiVersion", review.path("apiVersion").asText());
    answer.put("kind", review.path("kind").asText());
    answer.set("response", response);
    return answer;
  }
}
