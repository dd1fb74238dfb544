package io.llmisvc.reconcile;

import io.llmisvc.config.SettingsResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the operator's ConfigMap can be used, and is ready also when it cannot: who is not
 * ready is asked nothing by the API server, so that nobody could write services or configs, and an
 * update of the operator would hang. A metric and its alert tell who has to mend it.
 */
@Readiness
@Singleton
final class SettingsCheck implements HealthCheck {
  private final OperatorRuntime runtime;

  @Inject
  SettingsCheck(OperatorRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("settings are read").up();
    return switch (runtime.settings().current()) {
      case SettingsResult.Valid valid -> response.withData("valid", true).build();
      case SettingsResult.Invalid invalid ->
          response.withData("valid", false).withData("error", invalid.message()).build();
    };
  }
}
