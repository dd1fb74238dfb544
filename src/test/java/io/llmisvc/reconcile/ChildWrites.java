package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.Set;

/** Tells the requests that make or change a child from others. */
final class ChildWrites {
  private static final Set<String> METHODS = Set.of("POST", "PATCH");

  private ChildWrites() {}

  static boolean isOne(HttpRequest request) {
    String path = request.uri().getPath();
    return METHODS.contains(request.method())
        && !path.contains("serving.kserve.io")
        && !path.endsWith("/events")
        && !path.contains("/events/");
  }
}
