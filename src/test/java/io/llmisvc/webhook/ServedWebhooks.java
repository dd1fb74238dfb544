package io.llmisvc.webhook;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.admission.Admission;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.MetricsEnvironment;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.metrics.Meters;
import io.vertx.core.Vertx;
import java.util.Map;

/** The webhooks of an operator that Quarkus does not start, as its environment has them. */
public final class ServedWebhooks implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Webhooks webhooks;

  private ServedWebhooks(
      Admission admission, KubernetesClient client, Map<String, String> environment) {
    webhooks =
        new Webhooks(
            vertx,
            Meters.unseen(),
            new WebhookWiring().endpoints(admission),
            new ServingAccess(client, new OwnDefinitions(client)),
            WebhookEnvironment.of(environment),
            MetricsEnvironment.of(environment));
  }

  public static ServedWebhooks start(
      Admission admission, KubernetesClient client, Map<String, String> environment) {
    ServedWebhooks served = new ServedWebhooks(admission, client, environment);
    served.webhooks.start();
    return served;
  }

  /** The port that they listen on, 0 as long as there is no certificate. */
  public int port() {
    return webhooks.port();
  }

  @Override
  public void close() {
    webhooks.stop();
    vertx.close();
  }
}
