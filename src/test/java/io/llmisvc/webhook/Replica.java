package io.llmisvc.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.serving.CertificateSource;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.cluster.serving.ServingCertificate;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one replica of the operator does for webhooks, with handlers that allow all but objects
 * named {@code bad}.
 */
final class Replica implements AutoCloseable {
  private static final List<String> PATHS =
      List.of(
          "/mutate-serving-kserve-io-v1alpha1-llminferenceservice",
          "/mutate-serving-kserve-io-v1alpha2-llminferenceservice",
          "/validate-serving-kserve-io-v1alpha1-llminferenceservice",
          "/validate-serving-kserve-io-v1alpha2-llminferenceservice",
          "/validate-serving-kserve-io-v1alpha1-llminferenceserviceconfig",
          "/validate-serving-kserve-io-v1alpha2-llminferenceserviceconfig");

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Vertx vertx = Vertx.vertx();
  private final KubernetesClient client;
  private final CertificateSource certificates;
  private final HttpsServer server;
  private volatile @Nullable ServingCertificate shown;

  private Replica(Config account, Clock clock) {
    client =
        new KubernetesClientBuilder()
            .withConfig(account)
            .withKubernetesSerialization(ClientFormat.serialization())
            .build();
    certificates =
        new ServingAccess(client, new OwnDefinitions(client))
            .selfManaged(
                "kserve",
                ServingAccess.names("kserve", "cluster.local", List.of("127.0.0.1")),
                clock,
                Duration.ofMinutes(1));
    server =
        new HttpsServer(
            vertx,
            SocketAddress.inetSocketAddress(0, "127.0.0.1"),
            Limits.production(),
            new ReviewSite(endpoints(), Limits.production(), Meters.unseen()));
    certificates.start(this::show);
  }

  /** Returns when it listens. */
  static Replica start(Config account, Clock clock) {
    Replica replica = new Replica(account, clock);
    Await.until("the replica listens", replica.server::isListening);
    return replica;
  }

  private void show(ServingCertificate certificate) {
    shown = certificate;
    server.present(certificate);
  }

  private List<ReviewEndpoint> endpoints() {
    List<ReviewEndpoint> all = new ArrayList<>();
    for (String path : PATHS) {
      all.add(
          new ReviewEndpoint(
              path,
              ReviewKind.ADMISSION,
              review -> {
                asked.add(path);
                return judge(review);
              }));
    }
    all.add(new ReviewEndpoint("/convert", ReviewKind.CONVERSION, Replica::convert));
    return all;
  }

  private static ObjectNode judge(ObjectNode review) {
    ObjectNode answer = review.objectNode();
    answer.set("apiVersion", review.get("apiVersion"));
    answer.set("kind", review.get("kind"));
    ObjectNode response = answer.putObject("response");
    response.set("uid", review.at("/request/uid"));
    response.put("allowed", !review.at("/request/name").asText().equals("bad"));
    response.putObject("status").put("message", "it is bad");
    return answer;
  }

  private static ObjectNode convert(ObjectNode review) {
    ObjectNode answer = review.objectNode();
    answer.set("apiVersion", review.get("apiVersion"));
    answer.set("kind", review.get("kind"));
    ObjectNode response = answer.putObject("response");
    response.set("uid", review.at("/request/uid"));
    response.putObject("result").put("status", "Success");
    var converted = response.putArray("convertedObjects");
    for (var object : review.at("/request/objects")) {
      ObjectNode copy = object.deepCopy();
      copy.set("apiVersion", review.at("/request/desiredAPIVersion"));
      copy.withObjectProperty("metadata").withObjectProperty("annotations").put("converted", "yes");
      converted.add(copy);
    }
    return answer;
  }

  int port() {
    return server.port();
  }

  Set<String> asked() {
    return asked;
  }

  X509Certificate certificate() {
    ServingCertificate now = shown;
    if (now == null) {
      throw new AssertionError("shows no certificate");
    }
    return now.certificate();
  }

  @Override
  public void close() {
    certificates.close();
    server.close();
    vertx.close();
    client.close();
  }
}
