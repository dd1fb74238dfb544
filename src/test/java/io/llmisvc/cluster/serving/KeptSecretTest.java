package io.llmisvc.cluster.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Secret in which cert-manager keeps a certificate, left over from another installation. */
@WithControlPlane
class KeptSecretTest {
  private static final String NAME = "llmisvc-webhook-server-cert";
  private static final String KEEPER = "cert-manager.io/certificate-name";
  private static final ServerNames OTHERS = new ServerNames(List.of("other"), List.of());
  private static final Duration LIFETIME = Duration.ofDays(90);

  private final CertificateIssuer issuer = new CertificateIssuer();
  private final KubernetesClient admin;
  private final String namespace;
  private final KubernetesClient client;
  private volatile String shown = "";
  private final CertificateSource source;

  KeptSecretTest(ControlPlane controlPlane, KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.namespace = namespace.name();
    this.client =
        new KubernetesClientBuilder()
            .withConfig(controlPlane.admin().getConfiguration())
            .withKubernetesSerialization(ClientFormat.serialization())
            .build();
    this.source =
        new ServingAccess(client, new OwnDefinitions(client))
            .selfManaged(
                this.namespace,
                ServingAccess.names(this.namespace, "cluster.local", List.of()),
                Clock.systemUTC(),
                Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    source.close();
    client.close();
    secret().delete();
    admin.v1().events().inNamespace(namespace).delete();
  }

  @Test
  void isShownAndLeftAloneWhileItHolds() {
    // Given
    Map<String, String> first = issued(Instant.now());
    write(first);
    // When
    start();
    // Then
    Await.until("it is shown", () -> shown.equals(first.get("tls.crt")));
    Await.until("it is told", () -> !told().isEmpty());
    // When
    Map<String, String> renewed = issued(Instant.now());
    write(renewed);
    // Then
    Await.until("it is shown", () -> shown.equals(renewed.get("tls.crt")));
    assertThat(secret().get().getData()).isEqualTo(encoded(renewed));
    assertThat(told())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getReason()).isEqualTo("KeptByCertManager");
              assertThat(event.getMessage()).contains("the Certificate serving-cert of");
            });
  }

  @Test
  void isTakenOverWhenNobodyRenewedIt() {
    // Given
    Map<String, String> old = issued(Instant.now().minus(LIFETIME.multipliedBy(2)));
    write(old);
    // When
    start();
    // Then
    Await.until(
        "another one is shown", () -> !shown.isEmpty() && !shown.equals(old.get("tls.crt")));
    Secret written = secret().get();
    assertThat(written.getMetadata().getAnnotations()).doesNotContainKey(KEEPER);
    assertThat(written.getData()).containsKey("ca.key").isNotEqualTo(encoded(old));
    assertThat(told()).isEmpty();
  }

  @Test
  void isLeftAloneForAWhileAfterItWasWritten() {
    // Given
    start();
    Await.until("one is made", () -> !shown.isEmpty());
    Secret own = secret().get();
    // When
    Map<String, String> others = issued(Instant.now());
    admin.resource(new SecretBuilder(own).withData(encoded(others)).build()).update();
    // Then
    Await.until("it is shown", () -> shown.equals(others.get("tls.crt")));
    assertThat(secret().get().getData()).isEqualTo(encoded(others));
  }

  private void start() {
    source.start(
        certificate ->
            shown =
                new KeyAndCertificate(certificate.key(), certificate.certificate())
                    .certificatePem());
  }

  private Map<String, String> issued(Instant from) {
    Validity validity = Validity.of(from, LIFETIME);
    KeyAndCertificate authority = issuer.authority(validity);
    KeyAndCertificate server = issuer.signed(OTHERS, validity, authority);
    return Map.of(
        "ca.crt", authority.certificatePem(),
        "tls.crt", server.certificatePem(),
        "tls.key", server.keyPem());
  }

  private static Map<String, String> encoded(Map<String, String> files) {
    return files.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                file -> Base64.getEncoder().encodeToString(file.getValue().getBytes(UTF_8))));
  }

  private void write(Map<String, String> files) {
    admin
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .addToAnnotations(KEEPER, "serving-cert")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(encoded(files))
                .build())
        .createOr(existing -> existing.update());
  }

  private Resource<Secret> secret() {
    return admin.secrets().inNamespace(namespace).withName(NAME);
  }

  private List<Event> told() {
    return admin.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> Objects.equals(event.getInvolvedObject().getName(), NAME))
        .toList();
  }
}
