package io.llmisvc.dev.scale;

import io.llmisvc.dev.scale.RequestCount.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;

/** The results as Markdown. */
final class ScaleTable {
  private static final double KIB_PER_MIB = 1024;

  private final int services;
  private final List<PhaseResult> phases;

  /** One column: its heading, and what it says of a phase. */
  private record Column(String heading, Function<PhaseResult, String> text) {}

  ScaleTable(int services, List<PhaseResult> phases) {
    this.services = services;
    this.phases = List.copyOf(phases);
  }

  String markdown() {
    return measured() + "\n" + requested();
  }

  /** A row for each phase. */
  private String measured() {
    List<Column> columns =
        List.of(
            new Column("phase", PhaseResult::name),
            new Column("to quiet, s", phase -> number(phase.untilQuiet().toMillis() / 1000.0)),
            new Column("CPU, s", phase -> number(phase.cpuSeconds())),
            new Column("CPU of the machine, s", phase -> number(phase.machineSeconds())),
            new Column("waited for a core, s", phase -> number(phase.waitedSeconds())),
            new Column("passes", phase -> Long.toString(phase.passes())),
            new Column("requests", phase -> Integer.toString(phase.count(r -> true))),
            new Column("per service", phase -> perService(phase.count(r -> true))),
            new Column(
                "writes", phase -> Integer.toString(phase.count(ScaleTable::isWriteOfPasses))),
            new Column("RSS", phase -> mib(phase.memory().resident())),
            new Column("anon", phase -> mib(phase.memory().anonymous())),
            new Column("file", phase -> mib(phase.memory().file())),
            new Column("peak RSS", phase -> mib(phase.peak())),
            new Column("heap used", phase -> mib(phase.heapUsed() / 1024)),
            new Column("watches", phase -> Integer.toString(phase.watches())),
            new Column("TLS", phase -> Integer.toString(phase.connections())),
            new Column("/readyz, ms", phase -> Long.toString(phase.readyMillis())),
            new Column("/healthz, ms", phase -> Long.toString(phase.healthyMillis())));
    List<List<String>> rows =
        phases.stream()
            .map(phase -> columns.stream().map(column -> column.text().apply(phase)).toList())
            .toList();
    return table(columns.stream().map(Column::heading).toList(), rows);
  }

  /** A row for each kind of request, a column for each phase. */
  private String requested() {
    List<String> headings = new ArrayList<>(List.of("request"));
    phases.forEach(phase -> headings.add(phase.name()));
    List<List<String>> rows = new ArrayList<>();
    for (Request request : all()) {
      List<String> row = new ArrayList<>(List.of(request.toString()));
      phases.forEach(phase -> row.add(amount(phase.requests().getOrDefault(request, 0))));
      rows.add(row);
    }
    return table(headings, rows);
  }

  private TreeSet<Request> all() {
    TreeSet<Request> all = new TreeSet<>();
    phases.forEach(phase -> all.addAll(phase.requests().keySet()));
    return all;
  }

  static boolean isWriteOfPasses(Request request) {
    return request.isWrite() && !request.isLease();
  }

  private String amount(int count) {
    return count == 0 ? "" : count + " (" + perService(count) + ")";
  }

  private String perService(int count) {
    return String.format(Locale.ROOT, "%.2f", (double) count / services);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String mib(long kib) {
    return number(kib / KIB_PER_MIB);
  }

  private static String table(List<String> headings, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(row(headings));
    List<String> rule = new ArrayList<>(Collections.nCopies(headings.size(), "--:"));
    rule.set(0, ":--");
    text.append(row(rule));
    rows.forEach(cells -> text.append(row(cells)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
