package io.llmisvc.status;

import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.ImageVolumeGap;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.Conditions;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a service. */
public final class ServiceStatus {
  private final StatusContext context;
  private final RoutesInUse routing;
  private final Discovery discovery;

  private ServiceStatus(StatusContext context) {
    this.context = context;
    this.routing = RoutesInUse.of(context);
    this.discovery = Discovery.of(routing);
  }

  /**
   * The whole next status, computed from the plan and the live objects each time. Questions about
   * objects of others go through {@code facts}, so that the caller can read and watch them.
   */
  public static LLMInferenceServiceStatus of(StatusInputs inputs, Facts facts) {
    return new ServiceStatus(new StatusContext(inputs, facts)).status();
  }

  /**
   * The status after a pass that failed by accident: what is known of the parts stays as it was,
   * and nobody can say whether the service is ready.
   *
   * @param previous the status before the pass
   * @param problem one line without secrets
   */
  public static LLMInferenceServiceStatus afterAccident(
      @Nullable LLMInferenceServiceStatus previous, String problem, Instant now) {
    LLMInferenceServiceStatus before =
        Objects.requireNonNullElse(previous, LLMInferenceServiceStatus.NONE);
    Conditions conditions = new Conditions(before.conditions());
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    verdicts.putAll(conditions.verdicts());
    verdicts.put(ConditionType.READY, Verdict.unknown(Reason.INTERNAL_ERROR, problem));
    return before.withConditions(conditions.become(verdicts, now));
  }

  /**
   * The status while a deletion waits for the routes of others, and else as it was.
   *
   * @param previous the status before the pass
   * @param what it waits for; one line
   */
  public static LLMInferenceServiceStatus whileLeaving(
      @Nullable LLMInferenceServiceStatus previous, String what, Instant now) {
    LLMInferenceServiceStatus before =
        Objects.requireNonNullElse(previous, LLMInferenceServiceStatus.NONE);
    Conditions conditions = new Conditions(before.conditions());
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    verdicts.putAll(conditions.verdicts());
    verdicts.remove(ConditionType.GROUP_DEGRADED);
    verdicts.put(ConditionType.GROUP_READY, Verdict.no(Reason.FINALIZATION_PENDING, what));
    return before.withConditions(conditions.become(verdicts, now));
  }

  private LLMInferenceServiceStatus status() {
    Addresses addresses = Addresses.of(routing, discovery);
    return new LLMInferenceServiceStatus(
        context.service().generation(),
        new Conditions(context.previousConditions()).become(verdicts(), context.inputs().now()),
        annotations(),
        addresses.url(),
        null,
        addresses.all(),
        RouterReport.of(routing),
        WorkloadReport.of(context),
        appliedConfigs());
  }

  private Map<ConditionType, Verdict> verdicts() {
    Map<ConditionType, Verdict> workloads = WorkloadConditions.of(context);
    Map<ConditionType, Verdict> router = RouterConditions.of(routing, discovery);
    Verdict presets = PresetsCondition.of(context);
    Verdict workloadsReady = parent(ConditionType.WORKLOADS_READY, workloads);
    Verdict routerReady = parent(ConditionType.ROUTER_READY, router);
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    verdicts.putAll(workloads);
    verdicts.putAll(router);
    verdicts.put(ConditionType.PRESETS_COMBINED, presets);
    verdicts.put(ConditionType.WORKLOADS_READY, workloadsReady);
    verdicts.put(ConditionType.ROUTER_READY, routerReady);
    verdicts.putAll(GroupConditions.of(context));
    imageVolumes()
        .ifPresent(verdict -> verdicts.put(ConditionType.OCI_IMAGE_VOLUME_COMPATIBLE, verdict));
    // When several fail, the configs come first, and a broken router beats a starting workload.
    verdicts.put(ConditionType.READY, Verdict.all(List.of(presets, routerReady, workloadsReady)));
    return verdicts;
  }

  /** What the cluster lacks, when models can be image volumes. */
  private Optional<Verdict> imageVolumes() {
    if (context.settings().storage().ociMode() != Settings.OciMode.NATIVE && !isImageVolume()) {
      return Optional.empty();
    }
    return context
        .facts()
        .server()
        .flatMap(
            server ->
                ImageVolumeGap.of(server)
                    .map(gap -> Verdict.no(gap.reason(), gap.message(server))));
  }

  private boolean isImageVolume() {
    return context
        .spec()
        .map(LLMInferenceServiceSpec::model)
        .map(LLMModelSpec::uri)
        .filter(uri -> uri.startsWith("oci+native://"))
        .isPresent();
  }

  /** Nothing below a parent is fine when nothing was wanted, not when nobody knows what is. */
  private Verdict parent(ConditionType type, Map<ConditionType, Verdict> parts) {
    if (!parts.isEmpty() || context.spec().isPresent()) {
      return Verdict.all(List.copyOf(parts.values()));
    }
    Map<ConditionType, Verdict> before = new Conditions(context.previousConditions()).verdicts();
    return before.getOrDefault(
        type, Verdict.unknown(Reason.PENDING, "the service is not composed yet"));
  }

  /**
   * What later passes must remember: the configs to stay with, and a pool's one-way migration. And
   * what people want to see.
   */
  private Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    context.previous().ifPresent(status -> annotations.putAll(status.annotations()));
    annotations.putAll(context.plan().composition().pins());
    context
        .plan()
        .child(ChildRole.ROUTE)
        .map(Child::object)
        .map(
            route -> route.path("metadata").path("annotations").path(Labels.POOL_MIGRATED).asText())
        .filter(group -> !group.isEmpty())
        .ifPresent(group -> annotations.put(Labels.POOL_MIGRATED, group));
    long accelerators = context.plan().accelerators();
    if (accelerators > 0) {
      annotations.put(Labels.ACCELERATORS, Long.toString(accelerators));
    } else if (context.plan().effective().isPresent()) {
      annotations.remove(Labels.ACCELERATORS);
    }
    return annotations;
  }

  private List<AppliedConfig> appliedConfigs() {
    List<AppliedConfig> applied = context.plan().composition().applied();
    List<Finding> errors = context.plan().errors(Subject.COMPOSITION).toList();
    if (errors.isEmpty()) {
      return applied;
    }
    if (context.isStopped()) {
      return context.previous().map(LLMInferenceServiceStatus::appliedConfigs).orElse(applied);
    }
    return errors.stream().anyMatch(ServiceStatus::hidesConfigs) ? List.of() : applied;
  }

  /** Whether it was not even found out which configs belong to the service. */
  private static boolean hidesConfigs(Finding error) {
    return error.reason().equals(Reason.CONFIG_NOT_FOUND.text())
        || error.reason().equals(Reason.COMBINE_BASE_ERROR.text());
  }
}
