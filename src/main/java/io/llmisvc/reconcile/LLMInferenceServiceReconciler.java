package io.llmisvc.reconcile;

import static java.util.concurrent.TimeUnit.HOURS;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.cluster.StoredService;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The controller of services: wires events to {@link ServicePass}, which does the work. */
@ControllerConfiguration(
    name = LLMInferenceServiceReconciler.NAME,
    finalizerName = LLMInferenceServiceReconciler.FINALIZER,
    generationAwareEventProcessing = false,
    // the timer by which certificates are renewed
    maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = HOURS),
    informer =
        @Informer(onUpdateFilter = ServiceChanged.class, informerListLimit = ClientFormat.PAGE))
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public class LLMInferenceServiceReconciler
    implements Reconciler<StoredService>,
        ConfigurableReconciler<StoredService>,
        Cleaner<StoredService> {
  static final String NAME = "llminferenceservice";

  static final String FINALIZER = "serving.kserve.io/llmisvc-finalizer";

  /** While others let go of a service; to look takes no request. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final OperatorRuntime runtime;
  private final PassBoundary boundary;
  private @Nullable ServicePass pass;

  @Inject
  LLMInferenceServiceReconciler(OperatorRuntime runtime) {
    this.runtime = runtime;
    this.boundary = new PassBoundary(runtime.term());
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<StoredService> settings) {
    settings
        .settingNamespaces(runtime.settings().watchedNamespaces())
        .withRateLimiter(new LeaderGate(runtime.term()));
  }

  @Override
  public List<EventSource<?, StoredService>> prepareEventSources(
      EventSourceContext<StoredService> context) {
    var configs =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(StoredConfig.class, StoredService.class)
                .withName("configs")
                .withInformerListLimit(ClientFormat.PAGE)
                .withOnUpdateFilter(LLMInferenceServiceReconciler::specChanged)
                .withSecondaryToPrimaryMapper(this::usersOf)
                .build(),
            context);
    ConfigStore trees = new ConfigStore(configs::get, runtime.planner());
    pass = new ServicePass(runtime, trees);
    runtime
        .serviceEvents()
        .attach(
            context.getPrimaryCache(),
            trees,
            runtime::start,
            service -> Objects.requireNonNull(pass).forget(service));
    return List.of(configs, runtime.serviceEvents());
  }

  @Override
  public UpdateControl<StoredService> reconcile(
      StoredService service, Context<StoredService> context) {
    return boundary.run(
        () -> {
          if (runtime.cluster().isKnown()) {
            prepared().run(service);
          } // else everything gets a pass as soon as enough is known
          return UpdateControl.noUpdate();
        });
  }

  /**
   * What garbage collection cannot reach is removed here, once nobody needs the service; all else
   * goes by owner references.
   */
  @Override
  public DeleteControl cleanup(StoredService service, Context<StoredService> context) {
    return boundary.run(
        () -> {
          if (!runtime.cluster().isKnown()) {
            return DeleteControl.noFinalizerRemoval();
          }
          return prepared().clean(service)
              ? DeleteControl.defaultDelete()
              : DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        });
  }

  private ServicePass prepared() {
    return Objects.requireNonNull(pass, "event sources are prepared first");
  }

  private Set<ResourceID> usersOf(StoredConfig config) {
    return runtime.candidates(config.id()).stream()
        .map(service -> new ResourceID(service.name(), service.namespace()))
        .collect(Collectors.toSet());
  }

  private static boolean specChanged(HasMetadata after, HasMetadata before) {
    return !Objects.equals(
        after.getMetadata().getGeneration(), before.getMetadata().getGeneration());
  }
}
