package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.llmisvc.api.spec.RolloutStrategy;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.DeploymentSpec;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.desired.Selection;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ObjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A workload of one pod per replica. */
final class WorkloadDeployment {
  private static final String SELECTOR_KEPT = "SelectorKept";

  private WorkloadDeployment() {}

  static Desired of(Part part, Workload workload, RunAs runAs, Context context) {
    PodSpec template = workload.template();
    if (template == null) {
      return Desired.finding(
          part.blame(context.effective())
              .error(part.path() + ".template", "neither the service nor a config gives a pod"));
    }
    ObjectKey key = key(part, context);
    Optional<ObjectNode> live = context.facts().child(key);
    PodFragment fragment = PodFeatures.fragment(part, template, pod(live), runAs, context);
    ObjectNode pod = fragment.onto(part.pod(context.effective(), "template"));
    Map<String, String> own = own(part, context);
    Map<String, String> labels = Metadata.labels(own, context.service(), workload);
    Selection selection = Selection.of(labels, live);
    KubernetesObject deployment =
        KubernetesObject.of(
            Kind.DEPLOYMENT,
            context
                .children()
                .metadata(
                    key.name(),
                    Metadata.objectLabels(labels, own),
                    GivenImages.noted(
                        Metadata.annotations(context.service()), Stream.of(template))),
            spec(workload, selection, pod, context));
    return ServiceChildren.present(part.deployment(), deployment)
        .and(Desired.findings(fragment.findings()))
        .and(Desired.findings(part.serverFindings(pod, "template", context.effective())))
        .and(kept(part, key, selection, context));
  }

  static ObjectKey key(Part part, Context context) {
    return part.deployment().key(context.service());
  }

  private static DeploymentSpec spec(
      Workload workload, Selection selection, ObjectNode pod, Context context) {
    return new DeploymentSpec(
        workload.replicas(),
        selection.selector(),
        strategy(workload.rolloutStrategy()),
        new PodTemplate(
            selection.podLabels(),
            Metadata.podAnnotations(Metadata.annotations(context.service()), workload),
            pod));
  }

  private static Map<String, String> own(Part part, Context context) {
    Map<String, String> own = Labels.of(part.component(), context.service());
    own.put(Labels.WORKLOAD_COMPONENT, Labels.WORKLOAD);
    own.put(Labels.ROLE, part.role(context.effective()));
    return own;
  }

  private static @Nullable DeploymentStrategy strategy(@Nullable RolloutStrategy rollout) {
    if (rollout == null || (rollout.maxUnavailable() == null && rollout.maxSurge() == null)) {
      return null;
    }
    return new DeploymentStrategyBuilder()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(rollout.maxSurge())
        .withMaxUnavailable(rollout.maxUnavailable())
        .endRollingUpdate()
        .build();
  }

  private static JsonNode pod(Optional<ObjectNode> live) {
    return live.<JsonNode>map(object -> GivenImages.pod(object, "/spec/template/spec"))
        .orElse(MissingNode.getInstance());
  }

  private static Desired kept(Part part, ObjectKey key, Selection selection, Context context) {
    if (selection.kept().isEmpty()) {
      return Desired.NOTHING;
    }
    Finding finding =
        part.blame(context.effective())
            .warning(
                SELECTOR_KEPT,
                part.path() + ".labels",
                "pods keep the labels "
                    + selection.kept()
                    + ", which the selector of the running Deployment "
                    + key.name()
                    + " asks for and which cannot change; delete that Deployment to have it made"
                    + " anew");
    return Desired.finding(finding);
  }
}
