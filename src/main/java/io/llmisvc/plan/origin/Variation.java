package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Settings;
import java.util.List;

/**
 * What a plan is made from, with one thing altered.
 *
 * @param steps what was altered
 * @param before its value; missing where it has none of its own
 * @param after missing where it was taken away
 */
record Variation(
    List<String> steps,
    Source source,
    JsonNode before,
    JsonNode after,
    EffectiveSpec effective,
    Settings settings) {}
