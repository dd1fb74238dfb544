package io.llmisvc.cluster;

import java.net.URI;

/**
 * A request to an API server as Kubernetes names it.
 *
 * @param verb of the rights that it takes; lower case
 * @param resource the plural name of a kind; {@code discovery} or {@code other} of what is about
 *     none
 */
record ApiCall(String verb, String resource) {
  private static final String NAMESPACES = "namespaces/";

  static ApiCall of(String method, URI uri) {
    String path = uri.getRawPath();
    int start = afterVersion(path);
    if (start < 0) {
      return new ApiCall(verb(method, true, false), path.contains("/api") ? "discovery" : "other");
    }
    if (path.startsWith(NAMESPACES, start)) {
      int inside = next(path, start + NAMESPACES.length());
      start = inside < 0 ? start : inside;
    }
    int end = path.indexOf('/', start);
    boolean isNamed = end > 0 && end + 1 < path.length();
    boolean isWatch = uri.getRawQuery() != null && uri.getRawQuery().contains("watch=true");
    return new ApiCall(
        verb(method, isNamed, isWatch), path.substring(start, end < 0 ? path.length() : end));
  }

  boolean isWatch() {
    return verb.equals("watch");
  }

  /** Where the resource begins, negative when none does. */
  private static int afterVersion(String path) {
    int root = path.indexOf("/api");
    if (root < 0) {
      return root;
    }
    if (path.startsWith("/api/", root)) {
      return next(path, root + "/api/".length());
    }
    int version = next(path, root + "/apis/".length());
    return version < 0 ? version : next(path, version);
  }

  /** Where the part after this one begins, negative when this is the last. */
  private static int next(String path, int part) {
    int slash = path.indexOf('/', part);
    return slash < 0 || slash + 1 == path.length() ? -1 : slash + 1;
  }

  private static String verb(String method, boolean isNamed, boolean isWatch) {
    return switch (method) {
      case "GET" -> isWatch ? "watch" : isNamed ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> isNamed ? "delete" : "deletecollection";
      default -> "other";
    };
  }
}
