package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import io.llmisvc.testing.CertManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Webhooks and conversion whose certificates cert-manager issues. {@link GuidesTest} installs and
 * removes them by the commands of the guides.
 */
class CertManagerTest {
  private static final OperatorWorld WORLD = OperatorWorld.withoutInstall();
  private static final String NAMESPACE = "kserve";
  private static final String SECRET = "llmisvc-webhook-server-cert";

  /** As docs/conversion.md says. */
  private static final String INSTALL =
      """
      kubectl apply --server-side -f kubernetes/base/crds
      mkdir llmisvc
      cat >llmisvc/kustomization.yaml <<'END'
      resources: [../kubernetes/base]
      components:
      - ../kubernetes/components/webhooks
      - ../kubernetes/components/conversion
      - ../kubernetes/components/cert-manager
      END
      kubectl apply --server-side -k llmisvc
      """;

  /** With a field that only v1alpha2 has. */
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: %s}
      spec:
        model: {uri: "hf://a/b"}
        kvCacheOffloading: {cpu: 1Gi}
      """;

  private static CertManager certManager;
  private static Administrator administrator;

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
    certManager = CertManager.start(WORLD.controlPlane());
    administrator = new Administrator(WORLD, port -> certManager.awaitIssued());
    administrator.run(INSTALL);
  }

  @AfterAll
  static void close() {
    administrator.close();
    WORLD.close();
  }

  @Test
  void guardsAndConverts() {
    // Given
    String namespace = WORLD.newNamespace();
    // When
    WORLD.apply(namespace, SERVICE.formatted("llm"));
    // Then: defaulting filled it in
    assertThat(read("v1alpha2", namespace, "model.name")).isEqualTo("llm");
    assertThat(read("v1alpha2", namespace, "kvCacheOffloading")).contains("1Gi");
    assertThat(read("v1alpha1", namespace, "model.name")).isEqualTo("llm");
    assertThat(read("v1alpha1", namespace, "kvCacheOffloading")).isEmpty();
    WORLD.awaitReady(namespace, "llm");
  }

  @Test
  void servesACertificateThatIsIssuedAnewWithoutARestart() {
    // Given
    String namespace = WORLD.newNamespace();
    WORLD.apply(namespace, SERVICE.formatted("llm"));
    Map<String, String> before = secret();
    assertThat(served()).isEqualTo(certificate(before));
    // When
    WORLD.admin().secrets().inNamespace(NAMESPACE).withName(SECRET).delete();
    Await.until("a new certificate", () -> !secret().isEmpty());
    certManager.awaitIssued();
    administrator.renewMounts();
    // Then
    assertThat(secret()).doesNotContainEntry("tls.crt", before.get("tls.crt"));
    Await.untilAsserted(() -> assertThat(served()).isEqualTo(certificate(secret())));
    assertThat(read("v1alpha1", namespace, "model.name")).isEqualTo("llm");
    administrator.run("kubectl label --namespace " + namespace + " llminferenceservice llm a=b");
  }

  /** The certificate that a caller of the webhooks is shown. */
  private static Certificate served() {
    try {
      SSLContext anybody = SSLContext.getInstance("TLS");
      anybody.init(null, new TrustManager[] {new NoTrust()}, null);
      try (SSLSocket socket =
          (SSLSocket)
              anybody.getSocketFactory().createSocket("127.0.0.1", administrator.webhookPort())) {
        return socket.getSession().getPeerCertificates()[0];
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Certificate certificate(Map<String, String> secret) {
    try {
      byte[] pem = Base64.getDecoder().decode(secret.get("tls.crt"));
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> secret() {
    var secret = WORLD.admin().secrets().inNamespace(NAMESPACE).withName(SECRET).get();
    return secret == null || secret.getData() == null ? Map.of() : secret.getData();
  }

  private static String read(String version, String namespace, String field) {
    return administrator.run(
        "kubectl get --namespace %s llminferenceservices.%s.serving.kserve.io llm --output jsonpath='{.spec.%s}'"
            .formatted(namespace, version, field));
  }

  /** Takes every server: what it shows is looked at afterwards. */
  private static final class NoTrust extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
