package io.llmisvc.webhook;

import java.util.List;

/** All paths that the operator serves. */
record ReviewEndpoints(List<ReviewEndpoint> all) {
  ReviewEndpoints {
    all = List.copyOf(all);
  }
}
