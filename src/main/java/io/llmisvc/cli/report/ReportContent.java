package io.llmisvc.cli.report;

import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.cli.output.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a report is about.
 *
 * @param services in the order in which they are shown
 * @param configs what was found about the configs of the input
 * @param impact what changes, when there are two states to compare
 */
public record ReportContent(
    List<ReportedService> services, List<Report> configs, @Nullable ForetoldImpact impact) {
  public ReportContent {
    services = List.copyOf(services);
    configs = List.copyOf(configs);
  }
}
