package io.llmisvc.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a Prometheus what Grafana would ask it for a panel. */
public final class PanelReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI prometheus;
  private final Map<String, String> variables;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param variables by name: those of the dashboard, and Grafana's own
   */
  public PanelReader(URI prometheus, Map<String, String> variables) {
    this.prometheus = prometheus;
    this.variables = variables;
  }

  /** A value at a time, in seconds since 1970. */
  record Point(double time, double value) {}

  /**
   * What is to be seen of one series.
   *
   * @param name by the legend; in a table the labels
   * @param points at least one; where a value is not a number, nothing is to be seen
   */
  public record Curve(String name, List<Point> points) {
    double last() {
      return points.getLast().value();
    }
  }

  /** A stretch of time, up to now, and how far its points are from each other. */
  public record Span(Instant start, Instant end, Duration step) {}

  /** What a panel shows; a table shows the end alone. */
  public List<Curve> read(Panel panel, Span span) {
    return panel.queries().stream().flatMap(query -> read(panel, query, span).stream()).toList();
  }

  /** The same of one of its queries. */
  public List<Curve> read(Panel panel, Query query, Span span) {
    boolean isTable = panel.look() == Look.TABLE;
    String asked = "query=" + URLEncoder.encode(query.with(variables), UTF_8);
    JsonNode data =
        isTable
            ? get("query?%s&time=%s".formatted(asked, span.end()))
            : get(
                "query_range?%s&start=%s&end=%s&step=%s"
                    .formatted(asked, span.start(), span.end(), span.step().toMillis() / 1000.0));
    List<Curve> curves = new ArrayList<>();
    for (JsonNode series : data.path("result")) {
      List<Point> points = new ArrayList<>();
      if (isTable) {
        add(series.path("value"), points);
      } else {
        series.path("values").forEach(pair -> add(pair, points));
      }
      if (!points.isEmpty()) {
        JsonNode labels = series.path("metric");
        curves.add(new Curve(isTable ? row(labels) : name(query, labels), points));
      }
    }
    return curves;
  }

  private static void add(JsonNode pair, List<Point> points) {
    String value = pair.path(1).asText();
    if (value.matches("[-+.e0-9]+")) {
      points.add(new Point(pair.path(0).asDouble(), Double.parseDouble(value)));
    }
  }

  private static String name(Query query, JsonNode labels) {
    String name = query.legend();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      name = name.replace("{{" + label.getKey() + "}}", label.getValue().asText());
    }
    return name.replaceAll("\\{\\{\\w+}}", "").strip();
  }

  private static String row(JsonNode labels) {
    return labels.properties().stream()
        .sorted(Comparator.comparing(label -> !label.getKey().equals("namespace")))
        .map(label -> label.getValue().asText())
        .collect(Collectors.joining(" · "));
  }

  private JsonNode get(String path) {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(prometheus.resolve("/api/v1/" + path))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(path + ": " + answer.path("error").asText());
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
