package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.llmisvc.cluster.StoredConfig;
import java.util.Set;

/** Starts passes of configs when a service begins or ceases to use them. */
final class ConfigEvents extends SimpleInboundEventSource<StoredConfig> {
  ConfigEvents() {
    super("services");
  }

  /**
   * @param names of configs, in whichever of the namespaces they are
   */
  void usersChanged(Set<String> names, Set<String> namespaces) {
    if (isRunning()) {
      for (String namespace : namespaces) {
        names.forEach(name -> propagateEvent(new ResourceID(name, namespace)));
      }
    }
  }
}
