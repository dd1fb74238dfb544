package io.llmisvc.webhook;

import io.llmisvc.config.MetricsEnvironment;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Takes the metrics from the open port of health, where they are secure. */
final class OpenMetrics {
  private static final int NOT_FOUND = 404;

  void hide(@Observes ManagementInterface management, Config settings) {
    if (MetricsEnvironment.of(name -> settings.getOptionalValue(name, String.class)).isSecure()) {
      hide(management.router());
    }
  }

  static void hide(Router router) {
    router
        .route("/metrics*")
        .order(Integer.MIN_VALUE)
        .handler(
            request ->
                request
                    .response()
                    .setStatusCode(NOT_FOUND)
                    .end("metrics are served over HTTPS at a port of their own\n"));
  }
}
