package io.llmisvc.composition.step;

import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.List;
import java.util.function.Predicate;

/** Tells of everything that a service asks for and does not get yet. */
public final class UnsupportedFeatures {
  static final String REASON = "NotYetSupported";

  private static final List<Row> TABLE =
      List.of(
          row(
              Subject.ROUTE,
              "spec.router.ingress",
              "Ingresses are not managed; use spec.router.gateway and spec.router.route",
              has("router", "ingress")));

  private UnsupportedFeatures() {}

  private record Row(
      Subject subject, String path, String consequence, Predicate<SpecTree> isAskedFor) {}

  public static void report(SpecTree spec, CompositionContext context) {
    TABLE.stream()
        .filter(row -> row.isAskedFor().test(spec))
        .forEach(row -> context.findings().add(finding(row)));
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
