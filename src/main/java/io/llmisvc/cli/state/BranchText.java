package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.output.Age;
import io.llmisvc.cli.output.Json;
import io.llmisvc.tree.Yaml;
import java.time.Instant;
import java.util.List;

/** A tree as people draw it, or as tools read it. */
public final class BranchText {
  private final StateTable table = new StateTable();
  private final Instant now;

  private BranchText(Instant now) {
    this.now = now;
  }

  /** With a headline. */
  public static String text(Branch root, Instant now) {
    BranchText text = new BranchText(now);
    text.table.row(List.of("NAME", "READY", "REASON", "AGE", "MESSAGE"));
    text.add(root, "", "");
    return text.table.text(Integer.MAX_VALUE);
  }

  private void add(Branch branch, String before, String beforeOthers) {
    table.branch(
        before + branch.name(),
        List.of(
            branch.ready(),
            branch.reason(),
            branch.created().isEmpty() ? "" : Age.of(branch.created(), now),
            branch.message()));
    for (int i = 0; i < branch.branches().size(); i++) {
      boolean isLast = i == branch.branches().size() - 1;
      add(
          branch.branches().get(i),
          beforeOthers + (isLast ? "└─ " : "├─ "),
          beforeOthers + (isLast ? "   " : "│  "));
    }
  }

  /** For tools. */
  public static String json(Branch root) {
    return Json.text(tree(root));
  }

  /** For tools. */
  public static String yaml(Branch root) {
    return Yaml.text(tree(root));
  }

  private static ObjectNode tree(Branch branch) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", branch.name());
    put(tree, "ready", branch.ready());
    put(tree, "reason", branch.reason());
    put(tree, "created", branch.created());
    put(tree, "message", branch.message());
    if (!branch.branches().isEmpty()) {
      ArrayNode below = tree.putArray("branches");
      branch.branches().forEach(one -> below.add(tree(one)));
    }
    return tree;
  }

  private static void put(ObjectNode tree, String name, String text) {
    if (!text.isEmpty()) {
      tree.put(name, text);
    }
  }
}
