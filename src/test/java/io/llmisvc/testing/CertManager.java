package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * cert-manager's controllers and its injector of CA bundles, for authorities that are in the
 * cluster. They need its CRDs; its webhook is not there. They end with the control plane.
 */
public final class CertManager {
  private static final String GROUP = "cert-manager.io/v1";
  private static final String INJECT = "cert-manager.io/inject-ca-from";

  /** For both of its kinds of webhooks, and definitions whose objects are converted. */
  private static final List<String> INJECTED =
      List.of(
          "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration",
          "apiextensions.k8s.io/v1 CustomResourceDefinition");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient admin;
  private final ChildProcess program;

  private CertManager(ControlPlane controlPlane) {
    admin = controlPlane.admin();
    program =
        controlPlane.startBeside(
            Assets.controller("cert-manager"),
            List.of("--kubeconfig=" + controlPlane.kubeconfigOfController("cert-manager")),
            Map.of());
  }

  public static CertManager start(ControlPlane controlPlane) {
    return new CertManager(controlPlane);
  }

  /** Returns when all certificates are issued, and whoever is called by one of them trusts it. */
  public void awaitIssued() {
    Await.untilAsserted(
        PATIENCE,
        () -> {
          program.requireAlive();
          for (GenericKubernetesResource certificate : list(GROUP, "Certificate")) {
            assertIssued(certificate);
          }
        });
  }

  private void assertIssued(GenericKubernetesResource certificate) {
    String name =
        certificate.getMetadata().getNamespace() + "/" + certificate.getMetadata().getName();
    List<Map<String, Object>> conditions = certificate.get("status", "conditions");
    assertThat(conditions == null ? List.<Map<String, Object>>of() : conditions)
        .as("conditions of the certificate " + name)
        .anyMatch(it -> "Ready".equals(it.get("type")) && "True".equals(it.get("status")));
    var secret =
        admin
            .secrets()
            .inNamespace(certificate.getMetadata().getNamespace())
            .withName(certificate.get("spec", "secretName"))
            .get();
    assertThat(secret).as("the Secret of the certificate " + name).isNotNull();
    String authority = text(secret.getData().getOrDefault("ca.crt", ""));
    assertThat(authority).as("the authority of the certificate " + name).isNotEmpty();
    INJECTED.stream()
        .map(kind -> kind.split(" "))
        .flatMap(kind -> list(kind[0], kind[1]).stream())
        .filter(object -> isCalledBy(name, object))
        .forEach(
            object ->
                assertThat(bundles(object))
                    .as(object.getKind() + " " + object.getMetadata().getName())
                    .allSatisfy(bundle -> assertThat(text(bundle)).contains(authority)));
  }

  private List<GenericKubernetesResource> list(String apiVersion, String kind) {
    return admin.genericKubernetesResources(apiVersion, kind).inAnyNamespace().list().getItems();
  }

  private static boolean isCalledBy(String certificate, HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations != null && certificate.equals(annotations.get(INJECT));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
  }

  /**
   * One for each way in which the API server calls somebody because of the object, empty where none
   * is set. The injector adds an authority to those that were trusted before.
   */
  private static List<String> bundles(GenericKubernetesResource object) {
    List<Map<String, Object>> callers = new ArrayList<>();
    List<Map<String, Object>> webhooks = object.get("webhooks");
    if (webhooks != null) {
      callers.addAll(webhooks);
    }
    Map<String, Object> conversion = object.get("spec", "conversion", "webhook");
    if (conversion != null) {
      callers.add(conversion);
    }
    return callers.stream()
        .flatMap(caller -> Stream.of(caller.get("clientConfig")))
        .map(client -> ((Map<?, ?>) client).get("caBundle") instanceof String text ? text : "")
        .toList();
  }
}
