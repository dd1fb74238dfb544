package io.llmisvc.testing;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A real Prometheus on the loopback interface, and promtool. */
public final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What a query gives for one set of labels.
   *
   * @param labels with {@code __name__} where the query kept it
   * @param value of an instant, or the last one of a range
   */
  public record Series(Map<String, String> labels, double value) {
    /** The value of a label; empty when there is none. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  /**
   * An alert that its condition holds for.
   *
   * @param state {@code pending} until it held for long enough, then {@code firing}
   */
  public record Alert(
      String name, String state, Map<String, String> labels, Map<String, String> annotations) {
    public boolean isFiring() {
      return state.equals("firing");
    }
  }

  private final ChildProcess process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one, and returns when it answers queries.
   *
   * @param directory holds its configuration, data and log
   * @param configYaml its configuration; files that it names are relative to the directory
   */
  public static Prometheus start(Path directory, String configYaml) {
    try {
      Files.writeString(directory.resolve("prometheus.yml"), configYaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String listen = "127.0.0.1:" + ControlPlane.freePort();
    ChildProcess process =
        ChildProcess.start(
            directory,
            Assets.prometheus("prometheus"),
            List.of(
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=" + listen,
                "--web.enable-lifecycle",
                "--log.level=warn"));
    Prometheus prometheus = new Prometheus(process, URI.create("http://" + listen));
    Await.until("prometheus is ready", prometheus::isReady);
    return prometheus;
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  /** The series of an instant query, now. */
  public List<Series> query(String promql) {
    return series(get("/api/v1/query?query=" + encoded(promql)), "value");
  }

  /** The series that a query has between two times, each with its last value. */
  public List<Series> queryRange(String promql, Instant start, Instant end, Duration step) {
    return series(
        get(
            "/api/v1/query_range?query=%s&start=%s&end=%s&step=%ds"
                .formatted(encoded(promql), start, end, step.toSeconds())),
        "values");
  }

  /** The alerts that are pending or firing. */
  public List<Alert> alerts() {
    return get("/api/v1/alerts")
        .path("alerts")
        .valueStream()
        .map(
            alert ->
                new Alert(
                    alert.path("labels").path("alertname").asText(),
                    alert.path("state").asText(),
                    texts(alert.path("labels")),
                    texts(alert.path("annotations"))))
        .toList();
  }

  @Override
  public void close() {
    process.kill();
  }

  /** Runs promtool to its end. */
  public static Command.Result promtool(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Assets.prometheus("promtool").toString()));
    command.addAll(List.of(arguments));
    return Command.run(command, environment -> {});
  }

  /** What promtool says of a page of metrics, one complaint a line. */
  public static List<String> complaintsAbout(String metrics) {
    try {
      Path page = Files.createTempFile("metrics", ".txt");
      try {
        Files.writeString(page, metrics);
        Command.Result result =
            Command.run(
                "/bin/sh",
                "-c",
                "exec \"$0\" check metrics <\"$1\" 2>&1",
                Assets.prometheus("promtool").toString(),
                page.toString());
        return result.out().lines().toList();
      } finally {
        Files.delete(page);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() {
    process.requireAlive();
    try {
      return send("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode get(String path) {
    try {
      JsonNode answer = JSON.readTree(send(path).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(path + ": " + answer.path("error").asText());
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Series> series(JsonNode data, String member) {
    return data.path("result")
        .valueStream()
        .map(
            result -> {
              JsonNode value = result.path(member);
              JsonNode last = member.equals("values") ? value.path(value.size() - 1) : value;
              return new Series(texts(result.path("metric")), number(last.path(1).asText()));
            })
        .toList();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> texts(JsonNode object) {
    return object.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().asText(), (a, b) -> b, TreeMap::new));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
