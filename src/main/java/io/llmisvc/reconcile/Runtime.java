package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Publication;
import io.llmisvc.model.Settings;
import io.llmisvc.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** What both controllers share. */
record Runtime(
    Cluster cluster,
    Planner planner,
    OperatorSettings settings,
    ServiceEvents serviceEvents,
    ConfigEvents configEvents,
    ConfigUsage configUsage,
    Publications publications,
    Clock clock) {
  private static final Logger LOG = Logger.getLogger(Runtime.class);

  /** Passes that wait for what is not known yet are only put off, so this need not be long. */
  private static final Duration FIRST_LISTS = Duration.ofSeconds(10);

  /** Starts the watches and waits a moment for what they list first. */
  void start() {
    try {
      cluster
          .start(
              new NamespacedName(settings.systemNamespace(), Settings.OPERATOR_CONFIG_MAP),
              this::settingsChanged)
          .get(FIRST_LISTS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.infof("not known yet: %s", cluster.unread());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settingsChanged(Map<String, String> data) {
    if (settings.update(data) && cluster.isKnown()) {
      serviceEvents.everythingChanged();
    }
  }

  /** True when each existing service had a pass, so that "nobody uses it" can be believed. */
  boolean knowsAllUsers() {
    long services = serviceEvents.count();
    return services >= 0 && configUsage.size() >= services;
  }

  /** The services to which a config matters: named in its namespace, or anywhere when shared. */
  List<NamespacedName> candidates(NamespacedName config) {
    boolean shared = config.namespace().equals(settings.systemNamespace());
    return configUsage.naming(config.name()).stream()
        .filter(service -> shared || service.namespace().equals(config.namespace()))
        .toList();
  }

  void noteUse(NamespacedName service, ConfigUsage.Use use) {
    configEvents.usersChanged(configUsage.note(service, use), places(service));
  }

  /** Others that publish the same names get a pass: what they say of each other changes. */
  void notePublication(NamespacedName service, Publication now) {
    publications.note(service, now).forEach(serviceEvents::serviceChanged);
  }

  void noteGone(NamespacedName service) {
    notePublication(service, Publication.NONE);
    configEvents.usersChanged(configUsage.forget(service), places(service));
  }

  private Set<String> places(NamespacedName service) {
    return Set.copyOf(List.of(service.namespace(), settings.systemNamespace()));
  }
}
