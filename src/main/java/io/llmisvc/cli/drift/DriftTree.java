package io.llmisvc.cli.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.output.Json;
import io.llmisvc.model.match.FieldWriters;
import io.llmisvc.tree.Yaml;
import java.util.List;

/** Drift for tools. */
public final class DriftTree {
  private DriftTree() {}

  /** Every service with the children that differ. */
  public static String json(List<ServiceDrift> services) {
    return Json.text(of(services));
  }

  /** The same. */
  public static String yaml(List<ServiceDrift> services) {
    return Yaml.text(of(services));
  }

  private static ObjectNode of(List<ServiceDrift> services) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("services");
    for (ServiceDrift service : services) {
      ArrayNode children =
          list.addObject()
              .put("namespace", service.service().namespace())
              .put("name", service.service().name())
              .putArray("children");
      service.children().forEach(child -> children.add(child(child)));
    }
    return root;
  }

  private static ObjectNode child(ChildDrift child) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("kind", child.key().kind().kind())
        .put("namespace", child.key().namespace())
        .put("name", child.key().name())
        .put("drift", child.word());
    if (!child.why().isEmpty()) {
      tree.put("why", child.why());
    }
    ArrayNode fields = tree.putArray("fields");
    for (ChildDrift.DriftedField field : child.fields()) {
      ObjectNode one = fields.addObject().put("path", field.path());
      FieldWriters.Writer writer = field.writer();
      if (writer != null) {
        one.put("manager", writer.manager())
            .put("operation", writer.operation())
            .put("time", writer.time());
      }
    }
    return tree.put("diff", DriftText.diff(child));
  }
}
