package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.llmisvc.desired.Children;
import io.llmisvc.desired.Trees;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Kind;
import io.llmisvc.model.ServiceMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picker's Deployment. A selector cannot change, so a live one is kept, and the pods go on to
 * satisfy it; passive replicas are never ready, so pods are replaced by recreation.
 */
final class PickerDeployment {
  private PickerDeployment() {}

  static Desired of(Picker picker) {
    Optional<Deployment> live = live(picker);
    PickerPod pod = PickerPod.of(picker, live);
    Desired findings = new Desired(List.of(), List.of(), pod.findings());
    return pod.isUsable()
        ? Children.present(ChildRole.SCHEDULER_DEPLOYMENT, deployment(picker, pod, live))
            .and(findings)
        : findings;
  }

  static Desired absent(Children children, String why) {
    return children.absent(
        ChildRole.SCHEDULER_DEPLOYMENT, Kind.DEPLOYMENT, name(children.service()), why);
  }

  private static Deployment deployment(Picker picker, PickerPod pod, Optional<Deployment> live) {
    LabelSelector selector = selector(picker, live);
    Deployment deployment =
        new DeploymentBuilder()
            .withMetadata(
                picker
                    .children()
                    .metadata(name(picker.service()), picker.labels(), pod.ownership()))
            .withNewSpec()
            .withReplicas(picker.spec().replicas())
            .withSelector(selector)
            .withNewStrategy()
            .withType("Recreate")
            .endStrategy()
            .endSpec()
            .build();
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withLabels(podLabels(picker, selector))
            .withAnnotations(picker.spec().annotations())
            .build();
    deployment.getSpec().setTemplate(new PodTemplateSpec(metadata, pod.spec()));
    return deployment;
  }

  private static LabelSelector selector(Picker picker, Optional<Deployment> live) {
    return live.map(deployment -> deployment.getSpec().getSelector())
        .filter(selector -> selector != null)
        .orElseGet(() -> new LabelSelectorBuilder().withMatchLabels(picker.labels()).build());
  }

  private static Map<String, String> podLabels(Picker picker, LabelSelector selector) {
    Map<String, String> labels = new LinkedHashMap<>(picker.spec().labels());
    labels.putAll(picker.labels());
    if (selector.getMatchLabels() != null) {
      labels.putAll(selector.getMatchLabels());
    }
    return labels;
  }

  private static Optional<Deployment> live(Picker picker) {
    return picker
        .facts()
        .child(picker.children().key(Kind.DEPLOYMENT, name(picker.service())))
        .map(tree -> Trees.read(tree, Deployment.class))
        .filter(deployment -> deployment.getSpec() != null);
  }

  private static String name(ServiceMeta service) {
    return service.child(ChildSuffix.SCHEDULER);
  }
}
