package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An object of a spec that the versions word differently, if the spec has it. What an annotation
 * keeps has the same parts in the same places.
 */
record SpecPart(JsonPointer at, List<Wording> wordings) {
  static final JsonPointer MODEL = JsonPointer.compile("/model");
  static final JsonPointer ADAPTERS = JsonPointer.compile("/model/lora/adapters");

  /** Adapters that are converted; a schema allows no more than 32. */
  private static final int MOST_ADAPTERS = 100;

  private static final List<Wording> OF_WORKLOAD =
      List.of(Wording.onlyNewer("kvCacheOffloading", Shape.KV_CACHE));
  private static final List<Wording> OF_MODEL =
      List.of(Wording.onlyNewer("confidential", Shape.CONFIDENTIAL), Criticalities.WORDING);
  private static final List<SpecPart> FIXED =
      List.of(
          new SpecPart(JsonPointer.empty(), OF_WORKLOAD),
          new SpecPart(JsonPointer.compile("/prefill"), OF_WORKLOAD),
          new SpecPart(MODEL, OF_MODEL),
          new SpecPart(JsonPointer.compile("/router/scheduler/pool/spec"), PoolWording.ALL));

  static Stream<SpecPart> of(ObjectNode spec) {
    return Stream.concat(
        FIXED.stream(),
        IntStream.range(0, adapters(spec))
            .mapToObj(i -> new SpecPart(ADAPTERS.appendIndex(i), OF_MODEL)));
  }

  static int adapters(ObjectNode spec) {
    JsonNode adapters = spec.at(ADAPTERS);
    return adapters.isArray() ? Math.min(adapters.size(), MOST_ADAPTERS) : 0;
  }

  boolean isAdapter() {
    return ADAPTERS.equals(at.head());
  }
}
