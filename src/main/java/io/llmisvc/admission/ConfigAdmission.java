package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a config by itself and by what comes of it in a sample service, says what editing it does,
 * and keeps the well-known ones from being deleted where all services look for them.
 */
final class ConfigAdmission {
  private final Planner planner;
  private final Surroundings around;
  private final boolean protectsWellKnown;

  ConfigAdmission(Planner planner, Surroundings around, boolean protectsWellKnown) {
    this.planner = planner;
    this.around = around;
    this.protectsWellKnown = protectsWellKnown;
  }

  AdmissionVerdict judge(AdmissionRequest request) {
    return switch (request.operation()) {
      case CREATE, UPDATE -> request.keepsSpec() ? AdmissionVerdict.ALLOWED : judgeSpec(request);
      case DELETE -> judgeDeletion(request);
      case OTHER -> AdmissionVerdict.ALLOWED;
    };
  }

  private AdmissionVerdict judgeSpec(AdmissionRequest asked) {
    AdmissionRequest request = asked.current();
    List<Finding> errors = planner.validateConfig(request.object());
    if (errors.stream().anyMatch(Finding::isError)) {
      return AdmissionVerdict.of(errors.stream().filter(Finding::isError).toList(), List.of());
    }
    Optional<Settings> settings = around.settings();
    if (settings.isEmpty()) {
      return AdmissionVerdict.warned("not tried out in a service: " + around.settingsProblem());
    }
    List<Finding> failures = planner.tryConfig(request.object(), settings.get());
    if (!failures.isEmpty()) {
      return AdmissionVerdict.of(failures, List.of());
    }
    return AdmissionVerdict.of(List.of(), warnings(request, settings.get()));
  }

  private List<String> warnings(AdmissionRequest request, Settings settings) {
    if (request.operation() != AdmissionRequest.Operation.UPDATE) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (planner.wellKnown(settings).contains(request.id().name())
        && isChanged(request.old().path("spec"), request.object().path("spec"))) {
      warnings.add(
          request.id().name()
              + " is shipped with the operator, and the next version brings another one; write a"
              + " config of your own, and name it in spec.baseRefs");
    }
    warnings.addAll(
        around
            .whenThereIsRoom(() -> ConfigImpact.of(planner, around, settings, request))
            .orElse(List.of("too many configs are edited at once to tell what this changes")));
    return warnings;
  }

  /** Whether something that was said is said no more, or otherwise; additions do not count. */
  private static boolean isChanged(JsonNode before, JsonNode now) {
    if (before.isObject()) {
      for (Map.Entry<String, JsonNode> member : before.properties()) {
        if (isChanged(member.getValue(), now.path(member.getKey()))) {
          return true;
        }
      }
      return false;
    }
    return Trees.says(before) && !before.equals(now);
  }

  private AdmissionVerdict judgeDeletion(AdmissionRequest request) {
    Settings settings = around.settings().orElseGet(around::unconfigured);
    if (request.isEndOfNamespace()
        || !request.id().namespace().equals(settings.systemNamespace())
        || !planner.wellKnown(settings).contains(request.id().name())) {
      return AdmissionVerdict.ALLOWED;
    }
    String text =
        "%s is a well-known config: services get it without naming it".formatted(request.id());
    return protectsWellKnown
        ? AdmissionVerdict.refused(
            text
                + "; to delete it nevertheless, set PREVENT_WELL_KNOWN_CONFIG_DELETION=false in the"
                + " operator's environment")
        : AdmissionVerdict.warned(text);
  }
}
