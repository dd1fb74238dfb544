package io.llmisvc.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records what {@link Metric} names. Counters and histograms are kept; gauges are asked when
 * somebody scrapes.
 */
public final class Meters {
  private static final String SECONDS = "_seconds";
  private static final String TOTAL = "_total";

  private final PrometheusMeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Series, DistributionSummary> amounts = new ConcurrentHashMap<>();
  private final Map<Metric, AskedGauge> gauges = new ConcurrentHashMap<>();

  public Meters(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** Meters that nobody scrapes. */
  public static Meters unseen() {
    return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /**
   * One series of a gauge.
   *
   * @param labels values in the order of {@link Metric#labels()}
   */
  public record Sample(double value, List<String> labels) {
    public static Sample of(double value, String... labels) {
      return new Sample(value, List.of(labels));
    }
  }

  /** One series of what is kept. */
  private record Series(Metric metric, List<String> labels) {
    static Series of(Metric metric, String... labels) {
      return new Series(metric, List.of(labels));
    }
  }

  /**
   * @param labels values in the order of {@link Metric#labels()}
   */
  public void count(Metric counter, String... labels) {
    counters.computeIfAbsent(Series.of(counter, labels), this::counter).increment();
  }

  /** Begins a counter at zero: a series that begins with its first count seems not to increase. */
  public void expect(Metric counter, String... labels) {
    counters.computeIfAbsent(Series.of(counter, labels), this::counter);
  }

  /** Records a duration in a histogram of seconds. */
  public void record(Metric histogram, Duration duration, String... labels) {
    timers.computeIfAbsent(Series.of(histogram, labels), this::timer).record(duration);
  }

  /** Records an amount in a histogram of something else than seconds. */
  public void record(Metric histogram, double amount, String... labels) {
    amounts.computeIfAbsent(Series.of(histogram, labels), this::amounts).record(amount);
  }

  private Counter counter(Series series) {
    return Counter.builder(stem(series.metric(), TOTAL))
        .description(series.metric().help())
        .tags(tags(series))
        .register(registry);
  }

  private Timer timer(Series series) {
    return Timer.builder(stem(series.metric(), SECONDS))
        .description(series.metric().help())
        .serviceLevelObjectives(
            series.metric().buckets().stream()
                .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                .toArray(Duration[]::new))
        .tags(tags(series))
        .register(registry);
  }

  private DistributionSummary amounts(Series series) {
    return DistributionSummary.builder(series.metric().prometheusName())
        .description(series.metric().help())
        .serviceLevelObjectives(
            series.metric().buckets().stream().mapToDouble(Double::doubleValue).toArray())
        .tags(tags(series))
        .register(registry);
  }

  /** A gauge without labels; NaN says that there is no series. */
  public void gauge(Metric gauge, DoubleSupplier value) {
    gauge(
        gauge,
        () -> {
          double now = value.getAsDouble();
          return Double.isNaN(now) ? Stream.empty() : Stream.of(Sample.of(now));
        });
  }

  /**
   * Adds series to a gauge.
   *
   * @param series with labels that nobody else gives it, as often as somebody scrapes
   */
  public void gauge(Metric gauge, Supplier<Stream<Sample>> series) {
    gauges.computeIfAbsent(gauge, this::asked).series.add(series);
  }

  /**
   * What a scrape is answered.
   *
   * @param contentType of the text, with its version
   */
  public record Page(String contentType, String text) {}

  /**
   * All metrics now.
   *
   * @param accept which formats the scraper understands, as a header says; null for the oldest
   */
  public Page scrape(@Nullable String accept) {
    String contentType = TextFormat.chooseContentType(accept);
    return new Page(contentType, registry.scrape(contentType));
  }

  private AskedGauge asked(Metric gauge) {
    return new AskedGauge(gauge).register(registry.getPrometheusRegistry());
  }

  private static String stem(Metric metric, String suffix) {
    String name = metric.prometheusName();
    if (!name.endsWith(suffix)) {
      throw new IllegalArgumentException(name + " does not end with " + suffix);
    }
    return name.substring(0, name.length() - suffix.length());
  }

  private static List<Tag> tags(Series series) {
    requireAll(series.metric(), series.labels());
    return IntStream.range(0, series.labels().size())
        .mapToObj(i -> Tag.of(series.metric().labels().get(i), series.labels().get(i)))
        .toList();
  }

  private static void requireAll(Metric metric, List<String> values) {
    if (values.size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          "%s has labels %s, not %s".formatted(metric.prometheusName(), metric.labels(), values));
    }
  }

  private static final class AskedGauge extends Collector {
    private final Metric metric;
    private final List<Supplier<Stream<Sample>>> series = new CopyOnWriteArrayList<>();

    AskedGauge(Metric metric) {
      this.metric = metric;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      GaugeMetricFamily family =
          new GaugeMetricFamily(metric.prometheusName(), metric.help(), metric.labels());
      series.stream()
          .flatMap(Supplier::get)
          .forEach(
              sample -> {
                requireAll(metric, sample.labels());
                family.addMetric(sample.labels(), sample.value());
              });
      return List.of(family);
    }
  }
}
