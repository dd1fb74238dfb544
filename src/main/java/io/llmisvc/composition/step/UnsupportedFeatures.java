package io.llmisvc.composition.step;

import io.llmisvc.composition.layer.Findings;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tells of everything that a service asks for and does not get yet. */
public final class UnsupportedFeatures {
  static final String REASON = "NotYetSupported";

  private static final String DEVICE_CLASS = ServiceMeta.DEVICES + "device-class";
  private static final String LOCAL_MODEL = "internal.serving.kserve.io/localmodel";

  private static final List<Row> TABLE =
      List.of(
          row(Subject.SCALING, "spec.scaling", "the replica count is not scaled", has("scaling")),
          row(
              Subject.SCALING,
              "spec.prefill.scaling",
              "the replica count is not scaled",
              has("prefill", "scaling")),
          row(
              Subject.MAIN_WORKLOAD,
              "spec.model.lora.adapters",
              "the adapters are neither downloaded nor served",
              spec -> !spec.list("model", "lora", "adapters").isEmpty()),
          row(
              Subject.MAIN_WORKLOAD,
              "spec.kvCacheOffloading.secondary",
              "the volumes of the tiers are not attached",
              spec -> !spec.list("kvCacheOffloading", "secondary").isEmpty()),
          row(
              Subject.PREFILL_WORKLOAD,
              "spec.prefill.kvCacheOffloading.secondary",
              "the volumes of the tiers are not attached",
              spec -> !spec.list("prefill", "kvCacheOffloading", "secondary").isEmpty()),
          row(
              Subject.MAIN_WORKLOAD,
              "spec.tracing",
              "the model server exports no traces",
              has("tracing")),
          row(
              Subject.ROUTE,
              "spec.router.route.group",
              "traffic is not split",
              has("router", "route", "group")),
          row(
              Subject.ROUTE,
              "spec.router.route.weight",
              "traffic is not split",
              has("router", "route", "weight")),
          row(
              Subject.ROUTE,
              "spec.router.ingress",
              "Ingresses are not managed; use spec.router.gateway and spec.router.route",
              has("router", "ingress")));

  private static final Map<String, String> LABELS =
      Map.of(LOCAL_MODEL, "the model is not taken from the local cache");
  private static final Map<String, String> ANNOTATIONS =
      Map.of(DEVICE_CLASS, "no devices are claimed");

  private UnsupportedFeatures() {}

  private record Row(
      Subject subject, String path, String consequence, Predicate<SpecTree> isAskedFor) {}

  public static void report(SpecTree spec, CompositionContext context) {
    TABLE.stream()
        .filter(row -> row.isAskedFor().test(spec))
        .forEach(row -> context.findings().add(finding(row)));
    report("metadata.labels", context.meta().labels(), LABELS, context.findings());
    report("metadata.annotations", context.meta().annotations(), ANNOTATIONS, context.findings());
  }

  private static void report(
      String path, Map<String, String> actual, Map<String, String> known, Findings findings) {
    known.forEach(
        (key, consequence) -> {
          if (actual.containsKey(key)) {
            Subject subject = Subject.MAIN_WORKLOAD;
            findings.add(Finding.warning(subject, REASON, at(path, key), text(consequence)));
          }
        });
  }

  private static String at(String path, String key) {
    return path + "[" + key + "]";
  }

  private static Finding finding(Row row) {
    return Finding.warning(row.subject(), REASON, row.path(), text(row.consequence()));
  }

  private static String text(String consequence) {
    return "is not supported yet: " + consequence;
  }

  private static Row row(
      Subject subject, String path, String consequence, Predicate<SpecTree> isAskedFor) {
    return new Row(subject, path, consequence, isAskedFor);
  }

  private static Predicate<SpecTree> has(String... path) {
    return spec -> spec.has(path);
  }
}
