package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.llmisvc.desired.DeploymentSpec;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.desired.Selection;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picker's Deployment. Passive replicas are never ready, so pods are replaced by recreation.
 */
final class EndpointPickerDeployment {
  private EndpointPickerDeployment() {}

  static Desired of(EndpointPicker picker) {
    Optional<ObjectNode> live =
        picker.facts().child(ChildRole.SCHEDULER_DEPLOYMENT.key(picker.service()));
    EndpointPickerPod pod = EndpointPickerPod.of(picker, live);
    return pod.isUsable()
        ? ServiceChildren.present(ChildRole.SCHEDULER_DEPLOYMENT, deployment(picker, pod, live))
            .and(Desired.findings(pod.findings()))
        : Desired.withheld(List.of(ChildRole.SCHEDULER_DEPLOYMENT), pod.findings());
  }

  private static KubernetesObject deployment(
      EndpointPicker picker, EndpointPickerPod pod, Optional<ObjectNode> live) {
    Map<String, String> labels = new LinkedHashMap<>(picker.spec().labels());
    labels.putAll(picker.labels());
    Selection selection = Selection.of(labels, live);
    return KubernetesObject.of(
        Kind.DEPLOYMENT,
        picker
            .children()
            .metadata(
                ChildRole.SCHEDULER_DEPLOYMENT.name(picker.service()),
                picker.labels(),
                pod.ownership()),
        new DeploymentSpec(
            picker.spec().replicas(),
            selection.selector(),
            new DeploymentStrategyBuilder().withType("Recreate").build(),
            new PodTemplate(selection.podLabels(), picker.spec().annotations(), pod.spec())));
  }
}
