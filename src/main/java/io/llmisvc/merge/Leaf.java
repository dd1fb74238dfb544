package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * A value that is overridden as a whole: a scalar, an atomic list, an empty object.
 *
 * @param isSet whether another value in this place would count as set
 */
record Leaf(Path path, JsonNode value, Predicate<JsonNode> isSet) {}
