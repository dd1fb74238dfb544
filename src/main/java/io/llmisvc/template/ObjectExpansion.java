package io.llmisvc.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.template.Expansion.Failure;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.syntax.TrimMode;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Expands the templates in the string values of JSON trees, each for itself: what a value
 * contributes is never read as JSON, and what a template yields is not expanded again. Keys are
 * left alone, and so are {@code metadata} and {@code status} at the top. Templates trim as they
 * would in JSON text, see {@link TrimMode#JSON_TEXT}. Keeps what it parsed; safe for many threads.
 */
public final class ObjectExpansion {
  /** Nobody corrects more than these at once. */
  private static final int MOST_FAILURES = 20;

  private final Functions functions;
  private final Budget.Limits limits;
  private final TemplateCache cache = new TemplateCache(TrimMode.JSON_TEXT);

  public ObjectExpansion(Functions functions) {
    this(functions, Budget.Limits.OF_SERVICE);
  }

  /**
   * @param limits for all templates of one tree together
   */
  public ObjectExpansion(Functions functions, Budget.Limits limits) {
    this.functions = functions;
    this.limits = limits;
  }

  /**
   * Stops at the template that goes beyond the limits, which is the last failure then.
   *
   * @param tree not changed; the result shares with it whatever holds no template
   */
  public Expansion expand(JsonNode tree, Value root) {
    Walk walk = new Walk(root, new Budget(limits));
    JsonNode expanded = walk.value(tree);
    return new Expansion(expanded, walk.failures, walk.budget.used());
  }

  /** One way through a tree; a node that comes back the same holds no template. */
  @SuppressWarnings("ReferenceEquality")
  private final class Walk {
    private final Value root;
    private final Budget budget;
    private final List<Step> path = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    Walk(Value root, Budget budget) {
      this.root = root;
      this.budget = budget;
    }

    JsonNode value(JsonNode node) {
      if (node instanceof ObjectNode object) {
        return object(object);
      }
      if (node instanceof ArrayNode array) {
        return array(array);
      }
      return node instanceof TextNode text ? text(text) : node;
    }

    private JsonNode object(ObjectNode object) {
      ObjectNode changed = null;
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (isPlain(member.getValue()) || isOffLimits(member.getKey())) {
          continue;
        }
        JsonNode expanded = below(new Step.Member(member.getKey()), member.getValue());
        if (expanded != member.getValue()) {
          changed = changed == null ? shallowCopy(object) : changed;
          changed.set(member.getKey(), expanded);
        }
      }
      return changed == null ? object : changed;
    }

    private boolean isOffLimits(String name) {
      return path.isEmpty() && (name.equals("metadata") || name.equals("status"));
    }

    private JsonNode array(ArrayNode array) {
      ArrayNode changed = null;
      for (int i = 0; i < array.size(); i++) {
        if (isPlain(array.get(i))) {
          continue;
        }
        JsonNode expanded = below(new Step.Element(i), array.get(i));
        if (expanded != array.get(i)) {
          changed = changed == null ? array.arrayNode(array.size()).addAll(array) : changed;
          changed.set(i, expanded);
        }
      }
      return changed == null ? array : changed;
    }

    /** Most values are, and are not worth a step on the path. */
    private static boolean isPlain(JsonNode node) {
      return node instanceof TextNode text
          ? !Template.isTemplate(text.textValue())
          : !node.isContainerNode();
    }

    private JsonNode below(Step step, JsonNode node) {
      path.add(step);
      JsonNode expanded = value(node);
      path.removeLast();
      return expanded;
    }

    private JsonNode text(TextNode text) {
      if (budget.isExceeded() || failures.size() >= MOST_FAILURES) {
        return text;
      }
      try {
        Template template = cache.parsed(text.textValue(), budget);
        return TextNode.valueOf(template.execute(root, functions, budget));
      } catch (TemplateException e) {
        failures.add(new Failure(path, e));
        return text;
      }
    }

    private static ObjectNode shallowCopy(ObjectNode object) {
      ObjectNode copy = object.objectNode();
      copy.setAll(object);
      return copy;
    }
  }
}
