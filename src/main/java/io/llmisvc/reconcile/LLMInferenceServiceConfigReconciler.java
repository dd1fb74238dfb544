package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StatusWriter;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.status.ConfigStatus;
import io.llmisvc.status.Users;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * The controller of configs: says who uses a config and whether it is valid, and keeps it from
 * being deleted while it is used.
 */
@ControllerConfiguration(
    name = LLMInferenceServiceConfigReconciler.NAME,
    finalizerName = LLMInferenceServiceConfigReconciler.FINALIZER,
    informer = @Informer(informerListLimit = ClientFormat.PAGE))
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public class LLMInferenceServiceConfigReconciler
    implements Reconciler<StoredConfig>,
        ConfigurableReconciler<StoredConfig>,
        Cleaner<StoredConfig> {
  static final String NAME = "llminferenceserviceconfig";
  static final String FINALIZER = "serving.kserve.io/llmisvcconfig-finalizer";
  private static final long UNTIL_SERVICES_ARE_KNOWN_MS = 1_000;

  private final OperatorRuntime runtime;
  private final StatusWriter<LLMInferenceServiceConfigStatus, StoredConfig> statuses;
  private final EventRecorder events;
  private final Pace pace;
  private final PassBoundary boundary;

  @Inject
  LLMInferenceServiceConfigReconciler(OperatorRuntime runtime) {
    this.runtime = runtime;
    this.pace = new Pace(runtime.clock());
    this.boundary = new PassBoundary(runtime.term());
    this.statuses = runtime.cluster().configStatus();
    this.events = runtime.cluster().events("LLMInferenceServiceConfigController");
  }

  @Override
  public List<EventSource<?, StoredConfig>> prepareEventSources(
      EventSourceContext<StoredConfig> context) {
    runtime.configEvents().attach(context.getPrimaryCache(), runtime::noteFanOut);
    return List.of(runtime.configEvents());
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<StoredConfig> settings) {
    settings
        .settingNamespaces(runtime.settings().watchedNamespaces())
        .withRateLimiter(new LeaderGate(runtime.term()));
  }

  @Override
  public UpdateControl<StoredConfig> reconcile(StoredConfig config, Context<StoredConfig> context) {
    return boundary.run(() -> reconcile(config));
  }

  @Override
  public DeleteControl cleanup(StoredConfig config, Context<StoredConfig> context) {
    return boundary.run(() -> cleanup(config));
  }

  private UpdateControl<StoredConfig> reconcile(StoredConfig config) {
    if (!runtime.knowsAllUsers()) {
      return UpdateControl.<StoredConfig>noUpdate().rescheduleAfter(UNTIL_SERVICES_ARE_KNOWN_MS);
    }
    Duration wait = pace.untilNext(config, statuses.current(config));
    if (wait.isPositive()) {
      return UpdateControl.<StoredConfig>noUpdate().rescheduleAfter(wait);
    }
    write(config, users(config), false);
    return UpdateControl.noUpdate();
  }

  private DeleteControl cleanup(StoredConfig config) {
    if (!runtime.knowsAllUsers()) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(UNTIL_SERVICES_ARE_KNOWN_MS);
    }
    Users users = users(config);
    if (users.isNone()) {
      statuses.forget(config.id());
      pace.forget(config.id());
      return DeleteControl.defaultDelete();
    }
    if (write(config, users, true)) {
      events.record(
          config,
          EventRecorder.Type.WARNING,
          "DeletionBlocked",
          "still used by " + users.count() + " services, first " + users.first().getFirst());
    }
    return DeleteControl.noFinalizerRemoval();
  }

  private boolean write(StoredConfig config, Users users, boolean deleting) {
    List<Finding> findings = runtime.planner().validateConfig(config.tree());
    boolean isWritten =
        statuses.write(
            config,
            ConfigStatus.of(
                new ConfigStatus.Inputs(
                    users,
                    deleting,
                    findings,
                    statuses.current(config),
                    config.getMetadata().getGeneration(),
                    runtime.clock().instant())));
    if (isWritten) {
      pace.wrote(config.id());
    }
    return isWritten;
  }

  private Users users(StoredConfig config) {
    return runtime.usersOf(config.id());
  }
}
