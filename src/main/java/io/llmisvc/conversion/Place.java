package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An object of a spec that the versions word differently, where there is one. The same places are
 * in the part of a spec that an annotation keeps.
 */
record Place(JsonPointer at, List<Wording> wordings) {
  static final JsonPointer MODEL = JsonPointer.compile("/model");
  static final JsonPointer ADAPTERS = JsonPointer.compile("/model/lora/adapters");

  /** Adapters that are converted; a schema allows no more than 32. */
  private static final int MOST_ADAPTERS = 100;

  private static final List<Wording> OF_WORKLOAD =
      List.of(Wording.onlyNewer("kvCacheOffloading", Shape.KV_CACHE));
  private static final List<Wording> OF_MODEL =
      List.of(Wording.onlyNewer("confidential", Shape.CONFIDENTIAL), Criticalities.WORDING);
  private static final List<Place> FIXED =
      List.of(
          new Place(JsonPointer.empty(), OF_WORKLOAD),
          new Place(JsonPointer.compile("/prefill"), OF_WORKLOAD),
          new Place(MODEL, OF_MODEL),
          new Place(JsonPointer.compile("/router/scheduler/pool/spec"), PoolWording.ALL));

  static Stream<Place> of(ObjectNode spec) {
    return Stream.concat(
        FIXED.stream(),
        IntStream.range(0, adapters(spec))
            .mapToObj(i -> new Place(ADAPTERS.appendIndex(i), OF_MODEL)));
  }

  static int adapters(ObjectNode spec) {
    JsonNode adapters = spec.at(ADAPTERS);
    return adapters.isArray() ? Math.min(adapters.size(), MOST_ADAPTERS) : 0;
  }

  boolean isAdapter() {
    return ADAPTERS.equals(at.head());
  }
}
