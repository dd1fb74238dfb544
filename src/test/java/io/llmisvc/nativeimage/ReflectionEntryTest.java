package io.llmisvc.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmisvc.nativeimage.ReflectionEntry.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectionEntryTest {
  private static final String ALL =
      """
      {"name": "%s", "allDeclaredConstructors": true, "allDeclaredMethods": true,
       "allDeclaredFields": true, "allDeclaredClasses": true}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.fabric8.kubernetes.api.model.PodSpec",
        "io.fabric8.kubernetes.api.model.apps.DeploymentStrategy",
        "io.fabric8.openshift.api.model.Route"
      })
  void aClassOfTheModelIsWholeOnceCodeLeadsToIt(String type) throws Exception {
    // When
    ReflectionEntry entry = read(ALL.formatted(type));
    // Then
    assertThat(entry.isUsed()).isTrue();
    assertThat(entry.onlyWhenReached()).isTrue();
    assertThat(entry.allConstructors()).isTrue();
    assertThat(entry.allMethods()).isTrue();
    assertThat(entry.allFields()).isTrue();
    assertThat(entry.allClasses()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.fabric8.kubernetes.api.model.PodSpecBuilder",
        "io.fabric8.kubernetes.api.model.PodSpecFluent",
        "io.fabric8.kubernetes.api.model.PodSpecFluent$ContainersNested",
        "io.fabric8.kubernetes.api.builder.Editable"
      })
  void nobodyBuildsTheModelByReflection(String type) throws Exception {
    assertThat(read(ALL.formatted(type)).isUsed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.llmisvc.api.spec.ScalingSpecBuilder",
        "io.quarkus.vertx.http.runtime.attribute.RemoteIPAttribute$Builder"
      })
  void buildersOfOthersStay(String type) throws Exception {
    // When
    ReflectionEntry entry = read(ALL.formatted(type));
    // Then
    assertThat(entry.isUsed()).isTrue();
    assertThat(entry.onlyWhenReached()).isFalse();
    assertThat(entry.allMethods()).isTrue();
  }

  @Test
  void theModelIsReadAndNotBuiltByItself() throws Exception {
    // When
    ReflectionEntry entry = read(ALL.formatted("io.fabric8.kubernetes.api.model.PodSpec"));
    // Then
    assertThat(entry.mayCall("getContainers")).isTrue();
    assertThat(entry.mayCall("edit")).isFalse();
    assertThat(entry.mayCall("toBuilder")).isFalse();
    assertThat(read(ALL.formatted("io.example.Model")).mayCall("edit")).isTrue();
  }

  @Test
  void theClientIsMadeByNameAndNotCalledByNames() throws Exception {
    // When
    ReflectionEntry entry =
        read(ALL.formatted("io.fabric8.kubernetes.client.impl.KubernetesClientImpl"));
    // Then
    assertThat(entry.allConstructors()).isTrue();
    assertThat(entry.allMethods()).isFalse();
  }

  @Test
  void whatIsNamedIsKept() throws Exception {
    // When
    ReflectionEntry entry =
        read(
            """
            {"name": "io.example.Service", "condition": {"typeReachable": "io.example.Service"},
             "methods": [{"name": "<init>", "parameterTypes": ["long", "java.lang.String"]}],
             "queriedMethods": [{"name": "provider", "parameterTypes": []}],
             "fields": [{"name": "ready"}]}
            """);
    // Then
    assertThat(entry.onlyWhenReached()).isTrue();
    assertThat(entry.allMethods()).isFalse();
    assertThat(entry.methods())
        .containsExactly(new Signature("<init>", List.of("long", "java.lang.String")));
    assertThat(entry.queriedMethods()).containsExactly(new Signature("provider", List.of()));
    assertThat(entry.fields()).containsExactly("ready");
  }

  private static ReflectionEntry read(String json) throws JsonProcessingException {
    return new ReflectionEntry(new ObjectMapper().readTree(json));
  }
}
