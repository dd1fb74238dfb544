package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.llmisvc.testing.ClientKeyForm;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients as the operator makes them: from the kubeconfig that its process is started with. */
@WithControlPlane
class ClientKeyTest {
  private static final String KIND = Config.KUBERNETES_CLIENT_KEY_ALGO_SYSTEM_PROPERTY;

  @TempDir Path folder;

  private final ControlPlane controlPlane;

  ClientKeyTest(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @AfterEach
  void forget() {
    System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
    System.clearProperty(KIND);
  }

  @ParameterizedTest
  @EnumSource
  void connectsWithEachFormOfAKey(ClientKeyForm form) {
    // Given
    use(controlPlane.kubeconfigFor("somebody", form));
    // When
    ClientKey.announce();
    // Then
    assertThat(user()).isEqualTo("somebody");
  }

  @ParameterizedTest
  @EnumSource
  void connectsWithAKeyInAFileOfItsOwn(ClientKeyForm form) throws IOException {
    // Given
    String kubeconfig = Files.readString(controlPlane.kubeconfigFor("somebody", form));
    String data = Config.fromKubeconfig(kubeconfig).getClientKeyData();
    Path key = Files.write(folder.resolve("key.pem"), Base64.getDecoder().decode(data));
    use(
        Files.writeString(
            folder.resolve("kubeconfig"),
            kubeconfig.replace("client-key-data: " + data, "client-key: " + key)));
    // When
    ClientKey.announce();
    // Then
    assertThat(user()).isEqualTo("somebody");
  }

  @Test
  void saysNothingAboutAKeyThatItCannotRead() throws IOException {
    // Given
    String kubeconfig =
        Files.readString(controlPlane.kubeconfigFor("somebody", ClientKeyForm.EC_PKCS8));
    String data = Config.fromKubeconfig(kubeconfig).getClientKeyData();
    use(Files.writeString(folder.resolve("broken"), kubeconfig.replace(data, "bm8ga2V5")));
    // When
    ClientKey.announce();
    // Then
    assertThat(System.getProperty(KIND)).isNull();
  }

  @Test
  void leavesWhatTheUserSays() {
    // Given
    use(controlPlane.kubeconfigFor("somebody", ClientKeyForm.EC_PKCS8));
    System.setProperty(KIND, "RSA");
    // When
    ClientKey.announce();
    // Then
    assertThat(System.getProperty(KIND)).isEqualTo("RSA");
  }

  private static void use(Path kubeconfig) {
    System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
  }

  /** Who the API server says that we are. */
  private static String user() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      SelfSubjectReview review = client.resource(new SelfSubjectReviewBuilder().build()).create();
      return review.getStatus().getUserInfo().getUsername();
    }
  }
}
