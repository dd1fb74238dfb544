package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * Completes the generated CRDs from the rules in {@code /crd}, in the order of {@link #FILES}. A
 * rule that matches nothing fails the build, so rules cannot outlive what they are about.
 */
public final class CrdOverlay implements CRDPostProcessor {
  private static final List<String> FILES =
      List.of(
          "formats",
          "pod",
          "claim",
          "behavior",
          "route",
          "workload",
          "spec",
          "status",
          "service",
          "service-spec",
          "service-workload",
          "config",
          "fragment");

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final List<RuleFile> rules =
      FILES.stream().map(name -> RuleFile.read("/crd/" + name + ".yaml")).toList();
  private final JsonNode columns = RuleFile.tree("/crd/columns.yaml");

  @Override
  public HasMetadata process(HasMetadata crd, String crdVersion) {
    ObjectNode tree = serialization.convertValue(crd, ObjectNode.class);
    ObjectNode spec = (ObjectNode) tree.path("spec");
    String kind = spec.path("names").path("kind").textValue();
    spec.putObject("conversion").put("strategy", "None");
    for (JsonNode version : spec.path("versions")) {
      ((ObjectNode) version).set("additionalPrinterColumns", columns.path(kind).deepCopy());
      ObjectNode schema = (ObjectNode) version.path("schema").path("openAPIV3Schema");
      rules.forEach(file -> file.apply(kind, schema));
    }
    return serialization.convertValue(tree, CustomResourceDefinition.class);
  }
}
