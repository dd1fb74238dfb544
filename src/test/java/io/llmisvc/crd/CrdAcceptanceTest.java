package io.llmisvc.crd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.api.v1alpha2.LLMInferenceServiceConfig;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server makes of the CRDs: which objects it takes, keeps and refuses. */
@WithControlPlane
final class CrdAcceptanceTest {
  private static final Path SAMPLES = Path.of("src", "test", "resources", "crd");
  private static final Path API = Path.of("src", "test", "resources", "api");
  private static final String EXPECT = "# expect: ";
  private static final List<String> VERSIONS = List.of(ServingApi.V1ALPHA1, ServingApi.V1ALPHA2);
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final KubernetesClient client;
  private final String namespace;

  CrdAcceptanceTest(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace.name();
  }

  @BeforeAll
  static void installCrds(KubernetesClient client) {
    Crds.install(client, Path.of("kubernetes", "base", "crds"));
  }

  static List<Path> accepted() {
    return Stream.of(Path.of("samples"), SAMPLES.resolve("accept"))
        .flatMap(folder -> files(folder).stream())
        .toList();
  }

  static List<Path> refused() {
    return files(SAMPLES.resolve("refuse"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void keepsAllThatWasWritten(Path sample) {
    for (GenericKubernetesResource written : documents(sample)) {
      // When
      strictly(written).create();

      // Then
      for (String version : VERSIONS) {
        assertThat(inVersion(version, written).get().getAdditionalProperties())
            .as("%s read as %s", written.getMetadata().getName(), version)
            .isEqualTo(written.getAdditionalProperties());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void bindsWhateverIsAccepted(Path sample) {
    for (GenericKubernetesResource written : documents(sample)) {
      Class<?> shell =
          written.getKind().equals(ServingApi.CONFIG_KIND)
              ? LLMInferenceServiceConfig.class
              : LLMInferenceService.class;
      assertThat(YAML.convertValue(written, shell)).isInstanceOf(shell);
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesAndSaysWhy(Path sample) {
    GenericKubernetesResource written = documents(sample).getFirst();
    assertThatThrownBy(() -> strictly(written).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(expectation(sample));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "config"})
  void keepsEveryFieldOfAStatus(String sample) {
    // Given
    GenericKubernetesResource object = documents(API.resolve(sample + "-every-field.yaml")).get(0);
    Object status = object.getAdditionalProperties().get("status");
    object.getMetadata().setName("status-of-a-" + sample);
    object.setAdditionalProperties(Map.of("spec", Map.of()));
    GenericKubernetesResource created = strictly(object).create();

    // When
    created.setAdditionalProperties(Map.of("status", requireNonNull(status)));
    strictly(created).updateStatus();

    // Then
    for (String version : VERSIONS) {
      assertThat(inVersion(version, object).get().getAdditionalProperties())
          .containsEntry("status", status);
    }
  }

  @Test
  void keepsBothShapesOverAWriteInTheOtherVersion() {
    // Given
    GenericKubernetesResource written =
        documents(SAMPLES.resolve("accept/pool-match-labels.yaml")).getFirst();
    written.getMetadata().setName("written-in-both-versions");
    strictly(written).create();

    // When
    Resource<GenericKubernetesResource> old = inVersion(ServingApi.V1ALPHA1, written);
    old.edit(
        object -> {
          object.getMetadata().setLabels(Map.of("touched", "yes"));
          return object;
        });

    // Then
    assertThat(inVersion(ServingApi.V1ALPHA2, written).get().getAdditionalProperties())
        .isEqualTo(written.getAdditionalProperties());
  }

  private Resource<GenericKubernetesResource> inVersion(
      String version, GenericKubernetesResource object) {
    GenericKubernetesResource other = YAML.clone(object);
    other.setApiVersion(ServingApi.GROUP + "/" + version);
    return client.resource(other);
  }

  private Resource<GenericKubernetesResource> strictly(GenericKubernetesResource object) {
    return (Resource<GenericKubernetesResource>)
        client.resource(object).fieldValidation(Validation.STRICT);
  }

  private List<GenericKubernetesResource> documents(Path sample) {
    return Stream.of(read(sample).split("(?m)^---$", -1))
        .map(text -> YAML.unmarshal(text, GenericKubernetesResource.class))
        .peek(object -> object.getMetadata().setNamespace(namespace))
        .toList();
  }

  private static String expectation(Path sample) {
    String first = read(sample).lines().findFirst().orElseThrow();
    assertThat(first).startsWith(EXPECT);
    return first.substring(EXPECT.length());
  }

  private static String read(Path sample) {
    try {
      return Files.readString(sample);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
