package io.llmisvc.reconcile;

import io.llmisvc.metrics.Meters;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives whoever records something the meters that are scraped. */
final class Metering {
  @Produces
  @Singleton
  Meters meters(PrometheusMeterRegistry registry) {
    return new Meters(registry);
  }
}
