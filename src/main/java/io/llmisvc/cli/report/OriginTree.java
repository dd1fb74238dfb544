package io.llmisvc.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of an effective spec as the tree that their paths say, each with its layer. */
final class OriginTree {
  private final String path;
  private final String step;
  private final Map<String, OriginTree> children = new LinkedHashMap<>();
  private @Nullable Entry entry;

  private OriginTree(String path, String step) {
    this.path = path;
    this.step = step;
  }

  static OriginTree of(Explanation explanation) {
    OriginTree root = new OriginTree("", "");
    for (Entry entry : explanation.entries()) {
      OriginTree here = root;
      for (String step : steps(entry.path())) {
        String path = here.path + step;
        here = here.children.computeIfAbsent(step, name -> new OriginTree(path, name));
      }
      here.entry = entry;
    }
    return root;
  }

  /**
   * A path cut before each member and each element; joined, they are the path again. A name that
   * holds brackets itself may be cut too often, which shows as one more level.
   */
  static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i < path.length(); i++) {
      boolean isQuoted = path.startsWith("[\"", begin) && path.indexOf("\"]", begin) >= i;
      boolean isElement = path.charAt(begin) == '[' && !isQuoted && path.charAt(i - 1) != ']';
      boolean isCut = path.charAt(i) == '.' || path.charAt(i) == '[';
      if (isCut && !isQuoted && !isElement) {
        steps.add(path.substring(begin, i));
        begin = i;
      }
    }
    if (!path.isEmpty()) {
      steps.add(path.substring(begin));
    }
    return steps;
  }

  /** From the root of the spec, {@code spec.} included. */
  String path() {
    return path;
  }

  /** The name of a member, or an element of a list as {@code [name=main]}. */
  String label() {
    if (isMember()) {
      return step.startsWith("[\"")
          ? step.substring(2, step.length() - 2)
          : step.substring(step.startsWith(".") ? 1 : 0);
    }
    return step;
  }

  private boolean isMember() {
    return !step.startsWith("[") || (step.startsWith("[\"") && step.endsWith("\"]"));
  }

  Collection<OriginTree> children() {
    return children.values();
  }

  /** Whether there is nothing here but one object or list of several layers. */
  boolean isPassage() {
    List<Group> groups = groups();
    return groups.size() == 1
        && groups.getFirst().source().isEmpty()
        && groups.getFirst().trees().getFirst().entry().isEmpty();
  }

  /** The value here, when it is told as a whole. */
  Optional<Entry> entry() {
    return Optional.ofNullable(entry);
  }

  /**
   * Values side by side that one layer says, and that nothing was beaten for.
   *
   * @param source absent where the only one of them is of several layers
   */
  record Group(List<OriginTree> trees, Optional<Source> source) {
    int values() {
      return trees.stream().mapToInt(OriginTree::values).sum();
    }
  }

  /** What is here, in order. */
  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    List<OriginTree> alike = new ArrayList<>();
    Optional<Source> source = Optional.empty();
    for (OriginTree child : children.values()) {
      Optional<Source> its = child.onlySource();
      boolean isOnItsOwn = its.isEmpty() || child.isLong();
      if (!alike.isEmpty() && (isOnItsOwn || !its.equals(source))) {
        groups.add(new Group(List.copyOf(alike), source));
        alike.clear();
      }
      if (isOnItsOwn) {
        groups.add(new Group(List.of(child), its));
      } else {
        alike.add(child);
        source = its;
      }
    }
    if (!alike.isEmpty()) {
      groups.add(new Group(List.copyOf(alike), source));
    }
    return groups;
  }

  /** The one layer that all of it comes from. Long texts stand alone: many services have them. */
  private Optional<Source> onlySource() {
    if (entry != null) {
      boolean isAlone = children.isEmpty() && entry.beaten().isEmpty();
      return isAlone ? Optional.of(entry.source()) : Optional.empty();
    }
    Optional<Source> only = Optional.empty();
    for (OriginTree child : children.values()) {
      Optional<Source> its = child.onlySource();
      if (its.isEmpty() || child.isLong() || (only.isPresent() && !only.equals(its))) {
        return Optional.empty();
      }
      only = its;
    }
    return only;
  }

  private boolean isLong() {
    return entry != null && entry.value().toString().length() >= SharedBlocks.LONG;
  }

  int values() {
    return (entry == null ? 0 : 1) + children.values().stream().mapToInt(OriginTree::values).sum();
  }

  /** The values again, without where they came from. */
  private JsonNode value() {
    return entry == null ? value(children.values()) : entry.value();
  }

  /** Values side by side, as the object or the list that they are a part of. */
  static JsonNode value(Collection<OriginTree> trees) {
    if (trees.stream().noneMatch(OriginTree::isMember)) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      trees.forEach(tree -> list.add(tree.value()));
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    trees.forEach(tree -> object.set(tree.label(), tree.value()));
    return object;
  }
}
