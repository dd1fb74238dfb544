package io.llmisvc.dev;

import io.llmisvc.dev.SampleState.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Services as text: their conditions, their children, their URLs. */
final class ServiceTree {
  private final boolean isColored;

  ServiceTree(boolean isColored) {
    this.isColored = isColored;
  }

  List<String> lines(SampleState service) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(service));
    String holding = types(service, true);
    if (!holding.isEmpty()) {
      lines.add("  True: " + holding);
    }
    service.conditions().stream()
        .filter(condition -> !condition.isTrue())
        .map(condition -> "  " + condition)
        .forEach(lines::add);
    service
        .children()
        .forEach((kind, names) -> lines.add("  %s: %s".formatted(kind, String.join(", ", names))));
    return lines;
  }

  String headline(SampleState service) {
    String verdict = service.isReady() ? colored(32, "Ready") : colored(33, "not Ready");
    return "%s  %s  %s".formatted(service.name(), verdict, service.url()).stripTrailing();
  }

  static String summary(List<SampleState> services) {
    long ready = services.stream().filter(SampleState::isReady).count();
    return "%d of %d services are Ready".formatted(ready, services.size());
  }

  /** Everything that can change about a service, one fact a line. */
  static List<String> facts(SampleState service) {
    List<String> facts = new ArrayList<>();
    service.conditions().forEach(condition -> facts.add(condition.toString()));
    service
        .children()
        .forEach((kind, names) -> names.forEach(name -> facts.add(kind + " " + name)));
    if (!service.url().isEmpty()) {
      facts.add(service.url());
    }
    return facts;
  }

  private static String types(SampleState service, boolean isTrue) {
    return service.conditions().stream()
        .filter(condition -> condition.isTrue() == isTrue)
        .map(Condition::type)
        .collect(Collectors.joining(" "));
  }

  private String colored(int color, String text) {
    return isColored ? "\033[" + color + "m" + text + "\033[0m" : text;
  }
}
