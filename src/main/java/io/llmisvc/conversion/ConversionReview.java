package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What an API server asks of a conversion webhook, and the answer. */
public final class ConversionReview {
  private static final String V1 = "apiextensions.k8s.io/v1";
  private static final Set<String> VERSIONS = Set.of(V1, "apiextensions.k8s.io/v1beta1");

  private ConversionReview() {}

  /**
   * The review that answers another one: its objects in the version wanted, in their order, or why
   * one of them cannot be had. An API server shows none of them then.
   */
  public static ObjectNode answer(ObjectNode review) {
    JsonNode request = review.path("request");
    String asked = review.path("apiVersion").asText();
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", VERSIONS.contains(asked) ? asked : V1)
            .put("kind", "ConversionReview");
    ObjectNode response = answer.putObject("response").put("uid", request.path("uid").asText());
    try {
      response.set("convertedObjects", converted(request));
      response.putObject("result").put("status", "Success");
    } catch (UnsupportedConversionException e) {
      response.putArray("convertedObjects");
      response.putObject("result").put("status", "Failed").put("message", e.getMessage());
    }
    return answer;
  }

  private static ArrayNode converted(JsonNode request) {
    String wanted = request.path("desiredAPIVersion").asText();
    ArrayNode converted = JsonNodeFactory.instance.arrayNode();
    for (JsonNode object : request.path("objects")) {
      converted.add(
          Conversion.convert(
              object instanceof ObjectNode tree ? tree : JsonNodeFactory.instance.objectNode(),
              wanted));
    }
    return converted;
  }
}
