package io.llmisvc.reconcile;

import io.llmisvc.cluster.Cluster;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Publication;
import io.llmisvc.model.Settings;
import io.llmisvc.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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

  private static final Duration FIRST_LISTS = Duration.ofSeconds(60);

  /** Starts the watches and waits, not for ever, for what they list first. */
  void start() {
    cluster.start(FIRST_LISTS);
    cluster.followConfigMap(
        new NamespacedName(settings.systemNamespace(), Settings.OPERATOR_CONFIG_MAP),
        data -> {
          if (settings.update(data)) {
            serviceEvents.everythingChanged();
          }
        });
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
