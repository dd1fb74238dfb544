package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.llmisvc.desired.DeploymentSpec;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.Trees;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The picker's Deployment. A selector cannot change, so a live one is kept, and the pods go on to
 * satisfy it; passive replicas are never ready, so pods are replaced by recreation.
 */
final class EndpointPickerDeployment {
  private EndpointPickerDeployment() {}

  static Desired of(EndpointPicker picker) {
    Optional<ObjectNode> live =
        picker.facts().child(picker.children().key(Kind.DEPLOYMENT, name(picker.service())));
    EndpointPickerPod pod = EndpointPickerPod.of(picker, live);
    Desired findings = Desired.findings(pod.findings());
    return pod.isUsable()
        ? ServiceChildren.present(ChildRole.SCHEDULER_DEPLOYMENT, deployment(picker, pod, live))
            .and(findings)
        : findings;
  }

  static Desired absent(ServiceChildren children, String why) {
    return children.absent(
        ChildRole.SCHEDULER_DEPLOYMENT, Kind.DEPLOYMENT, name(children.service()), why);
  }

  private static KubernetesObject deployment(
      EndpointPicker picker, EndpointPickerPod pod, Optional<ObjectNode> live) {
    LabelSelector selector = selector(picker, live);
    return KubernetesObject.of(
        Kind.DEPLOYMENT,
        picker.children().metadata(name(picker.service()), picker.labels(), pod.ownership()),
        new DeploymentSpec(
            picker.spec().replicas(),
            selector,
            new DeploymentStrategyBuilder().withType("Recreate").build(),
            new PodTemplate(podLabels(picker, selector), picker.spec().annotations(), pod.spec())));
  }

  private static LabelSelector selector(EndpointPicker picker, Optional<ObjectNode> live) {
    return live.map(deployment -> deployment.path("spec").path("selector"))
        .filter(JsonNode::isObject)
        .map(selector -> Trees.read(selector, LabelSelector.class))
        .orElseGet(() -> new LabelSelectorBuilder().withMatchLabels(picker.labels()).build());
  }

  private static Map<String, String> podLabels(EndpointPicker picker, LabelSelector selector) {
    Map<String, String> labels = new LinkedHashMap<>(picker.spec().labels());
    labels.putAll(picker.labels());
    if (selector.getMatchLabels() != null) {
      labels.putAll(selector.getMatchLabels());
    }
    return labels;
  }

  private static String name(ServiceMeta service) {
    return service.child(ChildSuffix.SCHEDULER);
  }
}
