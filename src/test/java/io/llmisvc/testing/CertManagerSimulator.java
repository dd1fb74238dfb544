package io.llmisvc.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Plays cert-manager and its injector, for certificates that vouch for themselves: each gets its
 * Secret, and the webhook configurations that name it trust it.
 */
public final class CertManagerSimulator {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final String INJECT = "cert-manager.io/inject-ca-from";

  private final KubernetesClient admin;

  public CertManagerSimulator(KubernetesClient admin) {
    this.admin = admin;
  }

  /** Does what is to be done now. */
  public void run() {
    admin
        .genericKubernetesResources("cert-manager.io/v1", "Certificate")
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(this::keep);
  }

  private void keep(GenericKubernetesResource certificate) {
    String namespace = certificate.getMetadata().getNamespace();
    String name = certificate.get("spec", "secretName");
    var secret = admin.secrets().inNamespace(namespace).withName(name);
    if (secret.get() == null) {
      List<String> dnsNames = certificate.get("spec", "dnsNames");
      issue(namespace, name, new ServerNames(dnsNames, List.of()));
    }
    inject(
        namespace + "/" + certificate.getMetadata().getName(),
        secret.require().getData().getOrDefault("ca.crt", ""));
  }

  private void issue(String namespace, String secret, ServerNames names) {
    KeyAndCertificate issued =
        new CertificateIssuer().selfSigned(names, Validity.of(Instant.now(), LIFETIME));
    String certificate = base64(issued.certificatePem());
    admin
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(secret)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(
                    Map.of(
                        "tls.crt", certificate,
                        "ca.crt", certificate,
                        "tls.key", base64(issued.keyPem())))
                .build())
        .create();
  }

  private void inject(String certificate, String caBundle) {
    var registered = admin.admissionRegistration().v1();
    for (MutatingWebhookConfiguration it :
        registered.mutatingWebhookConfigurations().list().getItems()) {
      if (names(it, certificate)) {
        it.getWebhooks().forEach(webhook -> webhook.getClientConfig().setCaBundle(caBundle));
        admin.resource(it).update();
      }
    }
    for (ValidatingWebhookConfiguration it :
        registered.validatingWebhookConfigurations().list().getItems()) {
      if (names(it, certificate)) {
        it.getWebhooks().forEach(webhook -> webhook.getClientConfig().setCaBundle(caBundle));
        admin.resource(it).update();
      }
    }
  }

  private static boolean names(HasMetadata object, String certificate) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations != null && certificate.equals(annotations.get(INJECT));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
