package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.Plan;
import io.llmisvc.tree.Yaml;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The children of services, in the order of their roles. */
public final class RenderedPlan {
  private RenderedPlan() {}

  /** A YAML stream; what only the operator knows, and what must not exist, as comments. */
  public static String yaml(Plan plan) {
    StringBuilder text = new StringBuilder();
    children(plan).forEach(child -> text.append(document(child)));
    if (plan.accelerators() > 0) {
      text.append("# Asks for %d accelerators in all.\n".formatted(plan.accelerators()));
    }
    List<AbsentChild> absent = absent(plan);
    if (!absent.isEmpty()) {
      text.append("# Must not exist, and is removed when it does:\n");
      absent.forEach(child -> text.append("#   %s: %s\n".formatted(child.key(), child.why())));
    }
    return text.toString();
  }

  /** One {@code List} with the children of all plans. */
  public static String json(List<Plan> plans) {
    return list(plans.stream().flatMap(RenderedPlan::children).map(Child::object).toList());
  }

  static String list(List<ObjectNode> objects) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    items.addAll(objects);
    return Json.text(list);
  }

  private static Stream<Child> children(Plan plan) {
    return plan.children().stream()
        .sorted(Comparator.comparing(Child::role).thenComparing(Child::key));
  }

  private static List<AbsentChild> absent(Plan plan) {
    return plan.absent().stream()
        .sorted(Comparator.comparing(AbsentChild::role).thenComparing(AbsentChild::key))
        .toList();
  }

  private static String document(Child child) {
    CertificateRequest certificate = child.certificate();
    String comment = certificate == null ? "" : comment(certificate);
    return "---\n" + comment + Yaml.text(child.object());
  }

  private static String comment(CertificateRequest certificate) {
    StringBuilder text =
        new StringBuilder("# The operator fills in data (tls.crt, tls.key): a certificate for\n");
    Stream.concat(certificate.dnsNames().stream(), certificate.ipAddresses().stream())
        .forEach(name -> text.append("#   ").append(name).append('\n'));
    return text.append("#   the addresses of ")
        .append(certificate.service())
        .append('\n')
        .toString();
  }
}
