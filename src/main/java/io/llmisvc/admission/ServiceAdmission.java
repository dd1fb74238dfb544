package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.Planner;
import io.llmisvc.validation.SecurityRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a service as it will be composed. What only its configs are to blame for, such as one that
 * does not exist yet, is a warning: it can be mended without the service.
 */
final class ServiceAdmission {
  private static final Set<String> REASONS = Set.of(SchemaViolation.REASON, SecurityRules.REASON);

  private static final List<String> JUDGED =
      List.of(ServiceMeta.DEVICES, "internal.serving.kserve.io/");

  private final Planner planner;
  private final Surroundings around;

  ServiceAdmission(Planner planner, Surroundings around) {
    this.planner = planner;
    this.around = around;
  }

  AdmissionVerdict judge(AdmissionRequest request) {
    return switch (request.operation()) {
      case CREATE, UPDATE -> isAsBefore(request) ? AdmissionVerdict.ALLOWED : judgeSpec(request);
      case DELETE, OTHER -> AdmissionVerdict.ALLOWED;
    };
  }

  /** Who stops, holds or labels a service is not asked whether it is right. */
  private static boolean isAsBefore(AdmissionRequest request) {
    return request.keepsSpec()
        && (request.isOfDeleted() || judged(request.object()).equals(judged(request.old())));
  }

  /** Devices, and what a conversion kept: all that is said of a spec outside of it. */
  private static Map<String, JsonNode> judged(ObjectNode service) {
    Map<String, JsonNode> judged = new HashMap<>();
    service
        .at("/metadata/annotations")
        .properties()
        .forEach(
            annotation -> {
              if (JUDGED.stream().anyMatch(annotation.getKey()::startsWith)) {
                judged.put(annotation.getKey(), annotation.getValue());
              }
            });
    return judged;
  }

  private AdmissionVerdict judgeSpec(AdmissionRequest asked) {
    AdmissionRequest request = asked.current();
    ObjectNode service = request.object();
    List<Finding> findings = new ArrayList<>();
    if (request.version().equals(ServingApi.V1ALPHA1)) {
      findings.addAll(planner.validateV1alpha1(service));
    }
    around
        .settings()
        .ifPresentOrElse(
            settings -> composed(service, request, settings, findings),
            () -> alone(service, findings));
    List<Finding> errors = findings.stream().filter(Finding::isError).distinct().toList();
    return AdmissionVerdict.of(
        errors, Warnings.of(findings.stream().filter(f -> !f.isError()).toList()));
  }

  private void alone(ObjectNode service, List<Finding> findings) {
    findings.addAll(planner.validateOwn(service));
    findings.add(
        Finding.warning(
            Subject.COMPOSITION,
            "OperatorConfigInvalid",
            "",
            "checked without its configs: " + around.settingsProblem()));
  }

  private void composed(
      ObjectNode service, AdmissionRequest request, Settings settings, List<Finding> findings) {
    Composition composition = planner.compose(around.inputs(service, settings));
    boolean isWhole = composition.effective() != null;
    if (!isWhole && composition.findings().stream().noneMatch(ServiceAdmission::isOfTheSpec)) {
      findings.addAll(planner.validateOwn(service));
    }
    composition.findings().stream().map(ServiceAdmission::atTheDoor).forEach(findings::add);
    if (request.operation() == AdmissionRequest.Operation.UPDATE && isWhole) {
      findings.addAll(
          planner.validateUpdate(
              planner.compose(around.inputs(request.old(), settings)), composition));
    }
  }

  /** What is wrong with the spec as such; everything else may be right in a moment. */
  private static boolean isOfTheSpec(Finding finding) {
    return finding.isError() && !finding.path().isEmpty() && REASONS.contains(finding.reason());
  }

  private static Finding atTheDoor(Finding finding) {
    return !finding.isError() || isOfTheSpec(finding)
        ? finding
        : new Finding(
            Severity.WARNING,
            finding.subject(),
            finding.reason(),
            finding.path(),
            finding.message());
  }
}
