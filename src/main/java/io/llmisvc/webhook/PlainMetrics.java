package io.llmisvc.webhook;

import io.llmisvc.config.MetricsEnvironment;
import io.llmisvc.metrics.Meters;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import org.eclipse.microprofile.config.Config;

/**
 * Metrics at the open port of health: none where they are secure, else in the format that the
 * scraper asks for. Quarkus' own route, which this comes before, gives Prometheus the older one,
 * and so no exemplars.
 */
final class PlainMetrics {
  private static final String ALL = "/metrics*";
  private static final int FIRST = Integer.MIN_VALUE;
  private static final int NOT_FOUND = 404;

  void route(@Observes ManagementInterface management, Config settings, Provider<Meters> meters) {
    if (MetricsEnvironment.of(name -> settings.getOptionalValue(name, String.class)).isSecure()) {
      hide(management.router());
    } else {
      serve(management.router(), meters);
    }
  }

  static void hide(Router router) {
    router
        .route(ALL)
        .order(FIRST)
        .handler(
            request ->
                request
                    .response()
                    .setStatusCode(NOT_FOUND)
                    .end("metrics are served over HTTPS at a port of their own\n"));
  }

  static void serve(Router router, Provider<Meters> meters) {
    router.get(ALL).order(FIRST).blockingHandler(request -> answer(request, meters.get()), false);
  }

  private static void answer(RoutingContext request, Meters meters) {
    Meters.Page page = meters.scrape(request.request().getHeader(HttpHeaders.ACCEPT));
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, page.contentType()).end(page.text());
  }
}
