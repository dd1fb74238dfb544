package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.scaling.ScalingSpec;
import io.llmisvc.api.scaling.WVASpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What sets the number of a workload's replicas: a HorizontalPodAutoscaler, a ScaledObject, or
 * nothing. With the variant autoscaler either follows the number that this decides; it finds them
 * by their annotations.
 */
final class Scaling {
  /** Of the name that KEDA gives to the autoscaler which it makes of a ScaledObject. */
  private static final String KEDA_PREFIX = "keda-hpa-";

  private static final String ACCELERATOR = "inference.optimization/acceleratorName";

  private final Part part;
  private final Workload workload;
  private final Context context;

  private Scaling(Part part, Workload workload, Context context) {
    this.part = part;
    this.workload = workload;
    this.context = context;
  }

  static Desired of(Part part, Workload workload, Context context) {
    return new Scaling(part, workload, context).decided();
  }

  private Desired decided() {
    ScalingSpec scaling = workload.scaling();
    if (scaling == null) {
      return only(Desired.NOTHING, "the workload asks for no autoscaling");
    }
    WVASpec wva = scaling.wva();
    boolean isByKeda = scaling.keda() != null || (wva != null && wva.keda() != null);
    return isByKeda
        ? byKeda(wva)
        : only(wva == null ? Desired.NOTHING : byKubernetes(wva), "nothing asks for this kind");
  }

  private Desired only(Desired wanted, String why) {
    return context.children().orAbsent(wanted, part.scaling(), why);
  }

  private Desired byKubernetes(WVASpec wva) {
    ChildRole role = part.autoscaler();
    ObjectNode spec = VariantMetric.autoscaler(target(), role.name(context.service()));
    copy("minReplicas", spec, "minReplicas");
    copy("maxReplicas", spec, "maxReplicas");
    set(spec, "behavior", scaling().at("/wva/hpa/behavior"));
    return present(role, spec, wva);
  }

  /** With an error, whatever scales the workload goes on to. */
  private Desired byKeda(@Nullable WVASpec wva) {
    List<Finding> errors = context.facts().serves(Kind.SCALED_OBJECT) ? broken(wva) : unserved();
    if (!errors.isEmpty()) {
      return Desired.withheld(part.scaling(), errors);
    }
    ChildRole role = part.scaledObject();
    JsonNode options = scaling().at(wva == null ? "/keda" : "/wva/keda");
    ObjectNode spec = options.deepCopy();
    spec.set("scaleTargetRef", target());
    copy("minReplicas", spec, "minReplicaCount");
    copy("maxReplicas", spec, "maxReplicaCount");
    nameAutoscaler(spec, role.name(context.service()));
    if (wva != null) {
      spec.putArray("triggers")
          .add(
              VariantMetric.trigger(
                  context.settings().variantMetrics(),
                  role.name(context.service()),
                  context.service().namespace()));
    }
    return only(present(role, spec, wva), "nothing asks for this kind");
  }

  /** KEDA refuses an object when the name that it would give to its autoscaler is too long. */
  private static void nameAutoscaler(ObjectNode spec, String name) {
    String given = KEDA_PREFIX + name;
    String fitting = Labels.labelValue(given);
    if (!fitting.equals(given)) {
      spec.withObject("/advanced/horizontalPodAutoscalerConfig").put("name", fitting);
    }
  }

  private Desired present(ChildRole role, ObjectNode spec, @Nullable WVASpec wva) {
    return ServiceChildren.present(
        role,
        KubernetesObject.of(
            role.kind(),
            context
                .children()
                .metadata(role.name(context.service()), labels(wva), annotations(wva)),
            spec));
  }

  private Map<String, String> labels(@Nullable WVASpec wva) {
    Map<String, String> labels = Labels.of(Part.MAIN.component(), context.service());
    if (wva != null) {
      String accelerator = workload.labels().getOrDefault(ACCELERATOR, "");
      labels.put(ACCELERATOR, accelerator.isEmpty() ? "unknown" : accelerator);
    }
    return labels;
  }

  private Map<String, String> annotations(@Nullable WVASpec wva) {
    Map<String, String> annotations = new TreeMap<>();
    if (wva != null) {
      annotations.put("llm-d.ai/managed", "true");
      annotations.put("llm-d.ai/model-id", context.effective().modelName());
      if (wva.variantCost() != null && !wva.variantCost().isEmpty()) {
        annotations.put("llm-d.ai/variant-cost", wva.variantCost());
      }
    }
    return annotations;
  }

  private ObjectNode target() {
    ChildRole runner = part.runner(context.effective());
    return scaling()
        .objectNode()
        .put("apiVersion", runner.kind().apiVersion())
        .put("kind", runner.kind().kind())
        .put("name", runner.name(context.service()));
  }

  private ObjectNode scaling() {
    return (ObjectNode) part.tree(context.effective()).path("scaling");
  }

  private void copy(String from, ObjectNode spec, String to) {
    set(spec, to, scaling().path(from));
  }

  private static void set(ObjectNode spec, String field, JsonNode value) {
    if (!value.isMissingNode()) {
      spec.set(field, value);
    }
  }

  private List<Finding> unserved() {
    return List.of(
        new Blame(part.scaledObject().subject(), "ScalingCRDNotFound")
            .error(
                part.path() + ".scaling",
                "needs the CustomResourceDefinition scaledobjects.keda.sh, which the cluster"
                    + " lacks; install KEDA, or set wva.hpa"));
  }

  private List<Finding> broken(@Nullable WVASpec wva) {
    if (wva == null) {
      return List.of();
    }
    Settings settings = context.settings();
    ChildRole role = part.scaledObject();
    return VariantMetric.problems(settings.variantMetrics()).stream()
        .map(
            problem ->
                new Blame(role.subject(), role.failureReason())
                    .error(
                        part.path() + ".scaling.wva.keda",
                        "key %s of ConfigMap %s: %s"
                            .formatted(
                                Settings.VariantMetrics.KEY,
                                settings.operatorConfigMap(),
                                problem)))
        .toList();
  }
}
