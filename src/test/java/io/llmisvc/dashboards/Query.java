package io.llmisvc.dashboards;

import io.llmisvc.metrics.Metric;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One question to Prometheus.
 *
 * @param expression in PromQL, with variables of the dashboard and of Grafana
 * @param legend what a series is called, with its labels as {@code {{label}}}
 */
public record Query(String expression, String legend) {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  /** How much the half, nearly all and almost all of what a histogram has seen took. */
  static List<Query> quantiles(Metric histogram, String window) {
    return quantiles(histogram.prometheusName(), "", window);
  }

  /**
   * @param selector of series, with braces, or empty
   */
  static List<Query> quantiles(String histogram, String selector, String window) {
    return Stream.of("0.5", "0.9", "0.99")
        .map(
            quantile ->
                new Query(
                    "histogram_quantile(%s, sum by (le) (rate(%s_bucket%s[%s])))"
                        .formatted(quantile, histogram, selector, window),
                    "p" + quantile.substring(2).replaceFirst("^(\\d)$", "$10")))
        .toList();
  }

  /** Almost the most that it took, for each value of a label. */
  static Query slowest(Metric histogram, String label) {
    return new Query(
        "histogram_quantile(0.99, sum by (le, %s) (rate(%s_bucket[$__rate_interval])))"
            .formatted(label, histogram.prometheusName()),
        "{{" + label + "}}");
  }

  /** What Prometheus is asked when the variables have these values. */
  public String with(Map<String, String> variables) {
    return VARIABLE
        .matcher(expression)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
  }
}
