package io.llmisvc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.v1alpha1.LLMInferenceService;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTripTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

  @ParameterizedTest
  @ValueSource(
      classes = {LLMInferenceService.class, io.llmisvc.api.v1alpha2.LLMInferenceService.class})
  void keepsEveryFieldOfAService(Class<?> shell) throws IOException {
    // Given
    JsonNode written = tree("/api/service-every-field.yaml", shell);

    // When
    Object bound = CLIENT.convertValue(written, shell);

    // Then
    assertThat(reread(bound)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        io.llmisvc.api.v1alpha1.LLMInferenceServiceConfig.class,
        io.llmisvc.api.v1alpha2.LLMInferenceServiceConfig.class
      })
  void keepsEveryFieldOfAConfig(Class<?> shell) throws IOException {
    // Given
    JsonNode written = tree("/api/config-every-field.yaml", shell);

    // When
    Object bound = CLIENT.convertValue(written, shell);

    // Then
    assertThat(reread(bound)).isEqualTo(written);
  }

  @Test
  void samplesUseEveryComponentOfEveryRecord() throws IOException {
    // Given
    Map<Class<?>, Set<String>> used = new HashMap<>();

    // When
    JsonNode service = tree("/api/service-every-field.yaml");
    collect(LLMInferenceServiceSpec.class, service.path("spec"), used);
    collect(LLMInferenceServiceStatus.class, service.path("status"), used);
    collect(
        LLMInferenceServiceConfigStatus.class,
        tree("/api/config-every-field.yaml").path("status"),
        used);

    // Then
    assertThat(used).hasSizeGreaterThan(45);
    used.forEach(
        (type, names) -> assertThat(names).as(type.getName()).containsAll(jsonNames(type)));
  }

  @Test
  void keepsAnEmptyGateway() throws IOException {
    // Given
    JsonNode written =
        YAML.readTree("router: {gateway: {}, route: {}, scheduler: {}}\ntracing: {}");

    // When
    var spec = YAML.treeToValue(written, LLMInferenceServiceSpec.class);

    // Then
    assertThat(spec.baseRefs()).isEmpty();
    assertThat(reread(spec)).isEqualTo(written);
  }

  @Test
  void ignoresUnknownFields() throws IOException {
    // Given
    JsonNode written =
        YAML.readTree(
            "{model: {uri: 'hf://a/b', future: 1}, later: {x: y}, router: {route: {http: {spec:"
                + " {next: 1}}}}, parallelism: {tensor: 2, sequence: 2}}");

    // When
    var spec = YAML.treeToValue(written, LLMInferenceServiceSpec.class);

    // Then
    assertThat(Objects.requireNonNull(spec.parallelism()).tensor()).isEqualTo(2);
  }

  private static JsonNode reread(Object bound) throws IOException {
    return JSON.readTree(JSON.writeValueAsBytes(bound));
  }

  private static void collect(Type type, JsonNode node, Map<Class<?>, Set<String>> used) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      node.forEach(child -> collect(element, child, used));
      return;
    }
    if (!(type instanceof Class<?> record) || !record.isRecord()) {
      return;
    }
    Set<String> names = used.computeIfAbsent(record, key -> new LinkedHashSet<>());
    for (RecordComponent component : record.getRecordComponents()) {
      JsonNode child = node.get(jsonName(component));
      if (child != null) {
        names.add(jsonName(component));
        collect(component.getGenericType(), child, used);
      }
    }
  }

  private static List<String> jsonNames(Class<?> record) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : Objects.requireNonNull(record.getRecordComponents())) {
      names.add(jsonName(component));
    }
    return names;
  }

  private static String jsonName(RecordComponent component) {
    @Nullable JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static JsonNode tree(String resource, Class<?> shell) throws IOException {
    return ((ObjectNode) tree(resource)).put("apiVersion", HasMetadata.getApiVersion(shell));
  }

  private static JsonNode tree(String resource) throws IOException {
    try (InputStream in = RoundTripTest.class.getResourceAsStream(resource)) {
      return reread(CLIENT.unmarshal(Objects.requireNonNull(in, resource), Map.class));
    }
  }
}
