package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.llmisvc.api.router.TokenizerSpec;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.DeploymentSpec;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.desired.Selection;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of its own, which the picker asks what tokens a prompt has: one pod with the
 * model's files, and the Service under which it is reached.
 */
final class Tokenizer {
  private static final String CONTAINER = "main";
  private static final String PORT_NAME = "render-http";
  private static final int PORT = 8000;
  private static final Blame BLAME =
      new Blame(Subject.TOKENIZER, ChildRole.TOKENIZER_DEPLOYMENT.failureReason());

  private Tokenizer() {}

  static Desired of(EndpointPicker picker) {
    TokenizerSpec spec = picker.spec().tokenizer();
    return spec == null ? Desired.NOTHING : wanted(picker, spec.template());
  }

  static String url(EndpointPicker picker) {
    return "%s://%s.%s.svc.%s:%d"
        .formatted(
            picker.settings().ingress().tls() ? "https" : "http",
            ChildRole.TOKENIZER_SERVICE.name(picker.service()),
            picker.service().namespace(),
            picker.settings().clusterDomain(),
            PORT);
  }

  private static Desired wanted(EndpointPicker picker, @Nullable PodSpec template) {
    JsonNode pod = picker.effective().tree().at("/router/scheduler/tokenizer/template");
    if (template == null || !(pod instanceof ObjectNode tree)) {
      return Desired.withheld(
          ChildRole.of(Subject.TOKENIZER),
          List.of(
              BLAME.error(
                  "spec.router.scheduler.tokenizer.template",
                  "no config gives the tokenizer a pod")));
    }
    Optional<ObjectNode> live =
        picker.facts().child(ChildRole.TOKENIZER_DEPLOYMENT.key(picker.service()));
    PodFragment model = TokenizerModel.whole(picker, template, live, CONTAINER, BLAME);
    if (model.hasErrors()) {
      return Desired.withheld(ChildRole.of(Subject.TOKENIZER), model.findings());
    }
    return ServiceChildren.present(
            ChildRole.TOKENIZER_DEPLOYMENT, deployment(picker, model.onto(tree), live))
        .and(ServiceChildren.present(ChildRole.TOKENIZER_SERVICE, service(picker)))
        .and(Desired.findings(model.findings()));
  }

  private static KubernetesObject deployment(
      EndpointPicker picker, ObjectNode pod, Optional<ObjectNode> live) {
    Selection selection = Selection.of(labels(picker), live);
    return KubernetesObject.of(
        Kind.DEPLOYMENT,
        picker.children().metadata(ChildRole.TOKENIZER_DEPLOYMENT, labels(picker)),
        new DeploymentSpec(
            1, selection.selector(), null, new PodTemplate(selection.podLabels(), Map.of(), pod)));
  }

  private static Service service(EndpointPicker picker) {
    return new ServiceBuilder()
        .withMetadata(picker.children().metadata(ChildRole.TOKENIZER_SERVICE, labels(picker)))
        .withNewSpec()
        .withSelector(labels(picker))
        .addNewPort()
        .withName(PORT_NAME)
        .withPort(PORT)
        .withTargetPort(new IntOrString(PORT_NAME))
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(EndpointPicker picker) {
    return Labels.of(Labels.TOKENIZER, picker.service());
  }
}
