package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.finding.SchemaViolation;
import java.util.List;
import java.util.function.Function;

/**
 * What the schemas of the CRDs say about a spec, asked of those who know them. An API server has
 * checked what it stores; a file has been checked by nobody, and all that comes after relies on it.
 *
 * @param service about the spec of a service, and about a finished one
 * @param config about the spec of a config
 */
public record Structure(
    Function<JsonNode, List<SchemaViolation>> service,
    Function<JsonNode, List<SchemaViolation>> config) {

  /** What is wrong with a layer as it is stored. */
  List<SchemaViolation> check(SpecLayer layer, JsonNode stored) {
    if (stored.isMissingNode() || stored.isNull()) {
      return List.of();
    }
    return switch (layer.source().layer()) {
      case PRESET, BASE_REF -> config.apply(stored);
      case SERVICE, OPERATOR -> service.apply(stored);
    };
  }
}
