package io.llmisvc.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.RawJson;
import io.llmisvc.tree.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** What an API server asks a webhook about. */
public enum ReviewKind {
  /** Of what somebody writes now. */
  ADMISSION(
      "AdmissionReview",
      Set.of("admission.k8s.io/v1", "admission.k8s.io/v1beta1"),
      ReadLimits.CONSTRAINTS),

  /** Of whatever is stored already: one object that is refused hides all others of a list. */
  CONVERSION(
      "ConversionReview",
      Set.of("apiextensions.k8s.io/v1"),
      RawJson.AS_STORED.rebuild().maxNumberLength(ReadLimits.NUMBER_LENGTH).build());

  private final String kind;
  private final Set<String> apiVersions;
  private final JsonMapper json;

  ReviewKind(String kind, Set<String> apiVersions, StreamReadConstraints constraints) {
    this.kind = kind;
    this.apiVersions = apiVersions;
    this.json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(constraints)
                    .streamWriteConstraints(
                        StreamWriteConstraints.builder()
                            .maxNestingDepth(constraints.getMaxNestingDepth())
                            .build())
                    .build())
            .build();
  }

  /** Reads a body, of whatever it is; does not recurse. */
  JsonNode read(byte[] body) throws IOException {
    return json.readTree(body);
  }

  /** Does not recurse either, as trees that write themselves do. */
  byte[] written(ObjectNode review) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(bytes);
        JsonParser tokens = json.treeAsTokens(review)) {
      tokens.nextToken();
      generator.copyCurrentStructure(tokens);
    }
    return bytes.toByteArray();
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
