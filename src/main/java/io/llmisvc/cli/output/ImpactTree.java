package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.PlannedChange;
import io.llmisvc.status.outlook.OutlookChange;
import io.llmisvc.tree.FieldChange;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Locale;

/** An impact for tools: totals, and an entry per service, those that nothing reaches included. */
public final class ImpactTree {
  private ImpactTree() {}

  public static String json(ForetoldImpact foretold) {
    return Json.text(tree(foretold));
  }

  public static String yaml(ForetoldImpact foretold) {
    return Yaml.text(tree(foretold));
  }

  private static ObjectNode tree(ForetoldImpact foretold) {
    Impact impact = foretold.impact();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode totals = tree.putObject("totals").put("services", impact.services().size());
    for (PlanChange.Extent extent : PlanChange.Extent.values()) {
      totals.put(word(extent), impact.count(extent));
    }
    numbers(totals, impact.restarts(), impact.removals());
    accelerators(totals, impact.acceleratorsBefore(), impact.acceleratorsAfter());
    ArrayNode services = tree.putArray("services");
    for (PlanChange service : impact.services()) {
      ObjectNode entry = services.addObject();
      service(entry, service);
      outlook(entry, foretold.outlook(service));
    }
    return tree;
  }

  private static void service(ObjectNode entry, PlanChange service) {
    entry
        .put("namespace", service.service().namespace())
        .put("name", service.service().name())
        .put("extent", word(service.extent()));
    numbers(entry, service.restarts(), service.removals());
    accelerators(entry, service.acceleratorsBefore(), service.acceleratorsAfter());
    ArrayNode children = entry.putArray("children");
    service.children().forEach(child -> child(children.addObject(), child));
    findings(entry.putArray("findingsAppeared"), service.appeared());
    findings(entry.putArray("findingsGone"), service.gone());
  }

  private static void outlook(ObjectNode entry, OutlookChange outlook) {
    texts(entry.putArray("urlsGone"), outlook.urlsGone());
    texts(entry.putArray("urlsAppeared"), outlook.urlsAppeared());
    ArrayNode conditions = entry.putArray("conditions");
    for (OutlookChange.ConditionChange one : outlook.conditions()) {
      conditions
          .addObject()
          .put("type", one.type())
          .put("wasThere", one.wasThere())
          .put("before", one.before())
          .put("isThere", one.isThere())
          .put("after", one.after());
    }
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }

  private static void child(ObjectNode entry, PlannedChange child) {
    ObjectKey key = child.key();
    entry
        .put("verb", word(child.verb()))
        .put("apiVersion", key.kind().apiVersion())
        .put("kind", key.kind().kind())
        .put("namespace", key.namespace())
        .put("name", key.name());
    numbers(entry, child.restarts(), child.removals());
    ArrayNode fields = entry.putArray("fields");
    for (FieldChange field : child.fields()) {
      ObjectNode one = fields.addObject().put("path", field.path());
      if (!field.before().isMissingNode()) {
        one.set("before", field.before());
      }
      if (!field.after().isMissingNode()) {
        one.set("after", field.after());
      }
    }
  }

  private static void numbers(ObjectNode entry, long restarts, long removals) {
    entry.put("podsRestarted", restarts).put("podsRemoved", removals);
  }

  private static void accelerators(ObjectNode entry, long before, long after) {
    entry.putObject("accelerators").put("before", before).put("after", after);
  }

  private static void findings(ArrayNode list, List<Finding> findings) {
    for (Finding finding : findings) {
      list.addObject()
          .put("severity", word(finding.severity()))
          .put("reason", finding.reason())
          .put("path", finding.path())
          .put("message", finding.message());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
