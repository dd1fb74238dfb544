package io.llmisvc.webhook;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All paths that the operator serves. */
record ReviewEndpoints(List<ReviewEndpoint> all) {
  ReviewEndpoints {
    all = List.copyOf(all);
  }

  Set<String> paths() {
    return all.stream().map(ReviewEndpoint::path).collect(Collectors.toSet());
  }
}
