package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Settling;
import io.llmisvc.status.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** What both controllers share. */
record OperatorRuntime(
    Cluster cluster,
    Planner planner,
    OperatorSettings settings,
    ServiceEvents serviceEvents,
    ConfigEvents configEvents,
    ConfigUsage configUsage,
    KnownUsers users,
    Settling settling,
    Telemetry telemetry,
    Clock clock) {
  private static final Logger LOG = Logger.getLogger(OperatorRuntime.class);

  /** Passes that wait for what is not known yet are only put off, so this need not be long. */
  private static final Duration FIRST_LISTS = Duration.ofSeconds(10);

  /** How long this operator may write. */
  LeaseTerm term() {
    return cluster.term();
  }

  /**
   * This operator leads now. Nothing had a pass while it did not: everything has one, and tells by
   * it what it uses.
   */
  void begin() {
    users.begin();
    settling.restart();
    telemetry.begin();
    serviceEvents.everythingChanged();
    configEvents.everythingChanged();
  }

  /** Starts the watches of the cluster, but for services and configs; once more does no harm. */
  CompletableFuture<Void> read() {
    return cluster.start(
        new NamespacedName(settings.systemNamespace(), Settings.OPERATOR_CONFIG_MAP),
        this::settingsChanged);
  }

  /** Starts the watches and waits a moment for what they list first. */
  void start() {
    try {
      read().get(FIRST_LISTS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.infof("not known yet: %s", cluster.unread());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All has started: follows what that did not need. */
  void followRest() {
    cluster.followRest();
  }

  private void settingsChanged(Map<String, String> data) {
    if (settings.update(data)) {
      if (settings.current() instanceof SettingsResult.Valid valid) {
        cluster.wantLocalModels(valid.settings().localModels());
      }
      if (cluster.isKnown()) {
        serviceEvents.everythingChanged();
      }
    }
  }

  /**
   * True when "nobody uses it" can be believed: each existing service had a pass, and the settings
   * tell which configs are well-known, so used by services that do not name them.
   */
  boolean knowsAllUsers() {
    return settings.current() instanceof SettingsResult.Valid && users.areKnown();
  }

  /** The services to which a config matters: named in its namespace, or anywhere when shared. */
  List<NamespacedName> candidates(NamespacedName config) {
    boolean shared = config.namespace().equals(settings.systemNamespace());
    return configUsage.naming(config.name()).stream()
        .filter(service -> shared || service.namespace().equals(config.namespace()))
        .toList();
  }

  /** Notes how many services a change of a config wakes. */
  void noteFanOut(NamespacedName config) {
    if (!term().isOver()) {
      telemetry.meters().record(Metric.CONFIG_FAN_OUT, candidates(config).size());
    }
  }

  void noteUse(NamespacedName service, ConfigUsage.Use use) {
    boolean isNew = !configUsage.knows(service);
    configEvents.usersChanged(configUsage.note(service, use));
    users.settled(service);
    if (isNew) {
      configEvents.usersChanged(implied(service));
    }
  }

  /** Notes that nothing is left of a service; once more does no harm. */
  void noteGone(NamespacedName service) {
    users.settled(service);
    telemetry.forget(service);
    if (configUsage.knows(service)) {
      settling.forget(service);
      configEvents.usersChanged(configUsage.forget(service));
      configEvents.usersChanged(implied(service));
    }
  }

  /** Who uses a config; a well-known one counts as used by all services that may get it. */
  Users usersOf(NamespacedName config) {
    return wellKnown().contains(config.name())
        ? configUsage.inScope(config)
        : configUsage.users(config);
  }

  private Set<NamespacedName> implied(NamespacedName service) {
    Set<NamespacedName> implied = new HashSet<>();
    for (String name : wellKnown()) {
      implied.add(new NamespacedName(service.namespace(), name));
      implied.add(new NamespacedName(settings.systemNamespace(), name));
    }
    return implied;
  }

  private Set<String> wellKnown() {
    return switch (settings.current()) {
      case SettingsResult.Valid valid -> planner.wellKnown(valid.settings());
      case SettingsResult.Invalid invalid -> Set.of();
    };
  }
}
