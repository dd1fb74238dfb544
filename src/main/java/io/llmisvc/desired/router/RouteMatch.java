package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one match of a route takes, written so that equal means the same requests.
 *
 * @param path as its type and value; a prefix without the slash at its end
 * @param method empty for any
 * @param headers by name in lower case, the type and the value; of headers that differ by case only
 *     the first counts
 * @param params as the headers, of the query
 */
record RouteMatch(
    RoutePath path, String method, Map<String, String> headers, Map<String, String> params) {
  private static final String PREFIX = "PathPrefix";

  static RouteMatch of(JsonNode match) {
    RoutePath path = RoutePath.of(match);
    String value = path.value();
    boolean isLong = path.type().equals(PREFIX) && value.length() > 1 && value.endsWith("/");
    return new RouteMatch(
        isLong ? new RoutePath(PREFIX, value.substring(0, value.length() - 1)) : path,
        match.path("method").asText(),
        conditions(match.path("headers"), true),
        conditions(match.path("queryParams"), false));
  }

  private static Map<String, String> conditions(JsonNode list, boolean ignoresCase) {
    if (list.isEmpty()) {
      return Map.of();
    }
    Map<String, String> conditions = new TreeMap<>();
    for (JsonNode condition : list) {
      String name = condition.path("name").asText();
      conditions.putIfAbsent(
          ignoresCase ? name.toLowerCase(Locale.ROOT) : name,
          condition.path("type").asText("Exact") + " " + condition.path("value").asText());
    }
    return conditions;
  }

  /** {@code GET PathPrefix /a with header x-model Exact b}. */
  @Override
  public String toString() {
    List<String> also = new ArrayList<>();
    headers.forEach((name, value) -> also.add("header " + name + " " + value));
    params.forEach((name, value) -> also.add("parameter " + name + " " + value));
    return (method.isEmpty() ? "" : method + " ")
        + path
        + (also.isEmpty() ? "" : " with " + String.join(" and ", also));
  }
}
