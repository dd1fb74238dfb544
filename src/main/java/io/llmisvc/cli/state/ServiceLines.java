package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.output.Age;
import io.llmisvc.cli.output.Json;
import io.llmisvc.tree.Yaml;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Services, a line each. */
public final class ServiceLines {
  private static final String NONE = "-";

  private ServiceLines() {}

  /**
   * @param withNamespace whether each line begins with the namespace
   * @param width characters of a line, at which the message is cut
   */
  public static String text(
      List<ServiceLine> services, boolean withNamespace, int width, Instant now) {
    StateTable table = new StateTable();
    List<String> head =
        List.of(
            "NAMESPACE",
            "NAME",
            "READY",
            "REASON",
            "SINCE",
            "PATTERN",
            "REPLICAS",
            "PREFILL",
            "ACCELERATORS",
            "URL",
            "MESSAGE");
    int from = withNamespace ? 0 : 1;
    table.row(head.subList(from, head.size()));
    for (ServiceLine service : services) {
      List<String> cells = cells(service, now);
      table.row(cells.subList(from, cells.size()));
    }
    return table.text(width);
  }

  private static List<String> cells(ServiceLine service, Instant now) {
    return List.of(
        service.service().namespace(),
        service.service().name(),
        service.ready(),
        orNone(service.reason()),
        service.since().isEmpty() ? NONE : Age.of(service.since(), now),
        orNone(service.pattern()),
        orNone(service.replicas()),
        orNone(service.prefill()),
        Long.toString(service.accelerators()),
        orNone(service.url()),
        service.message());
  }

  private static String orNone(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? NONE : value.toString();
  }

  /** For tools. */
  public static String json(List<ServiceLine> services) {
    return Json.text(tree(services));
  }

  /** The names alone, one on each line. */
  public static String names(List<ServiceLine> services) {
    return services.stream()
        .map(service -> service.service().name() + "\n")
        .distinct()
        .collect(Collectors.joining());
  }

  /** For tools. */
  public static String yaml(List<ServiceLine> services) {
    return Yaml.text(tree(services));
  }

  private static ObjectNode tree(List<ServiceLine> services) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("services");
    for (ServiceLine service : services) {
      ObjectNode one =
          list.addObject()
              .put("namespace", service.service().namespace())
              .put("name", service.service().name())
              .put("ready", service.ready());
      put(one, "reason", service.reason());
      put(one, "since", service.since());
      put(one, "message", service.message());
      put(one, "pattern", service.pattern());
      put(one, "replicas", service.replicas());
      put(one, "prefill", service.prefill());
      one.put("accelerators", service.accelerators());
      put(one, "url", service.url());
    }
    return root;
  }

  private static void put(ObjectNode tree, String name, String text) {
    if (!text.isEmpty()) {
      tree.put(name, text);
    }
  }

  private static void put(ObjectNode tree, String name, ServiceLine.@Nullable Replicas replicas) {
    if (replicas == null) {
      return;
    }
    ObjectNode one = tree.putObject(name).put("ready", replicas.ready());
    if (replicas.wanted() != null) {
      one.put("wanted", replicas.wanted());
    }
  }
}
