package io.llmisvc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
  private final Schema schema = Schemas.load();

  @Test
  void everyFieldHasOneNameOnEachSide() {
    // Given
    List<StructType> types = schema.names().stream().map(schema::type).toList();

    // Then
    assertThat(types).hasSizeGreaterThan(170);
    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(type.fields())
                    .isNotEmpty()
                    .allSatisfy(field -> assertThat(field.path()).hasSize(1))
                    .allSatisfy(
                        field -> assertThat(type.fieldByGoName(field.goName())).isEqualTo(field)));
  }

  @Test
  void everyAlternativeIsAField() {
    assertThat(schema.names())
        .allSatisfy(
            name ->
                assertThat(schema.type(name).alternatives())
                    .allSatisfy(
                        group ->
                            assertThat(group)
                                .hasSizeGreaterThan(1)
                                .allSatisfy(field -> assertThat(field(name, field)).isNotNull())));
  }

  @Test
  void everyListKeyIsAFieldOfTheElement() {
    // When
    List<ListType> keyed =
        schema.names().stream()
            .flatMap(name -> schema.type(name).fields().stream())
            .map(Field::type)
            .filter(ListType.class::isInstance)
            .map(ListType.class::cast)
            .filter(list -> !list.isAtomic())
            .toList();

    // Then
    assertThat(keyed)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            list ->
                assertThat(list.keys())
                    .allSatisfy(
                        key ->
                            assertThat(((StructType) list.element()).field(key.field()))
                                .isNotNull()));
  }

  @ParameterizedTest
  @CsvSource({
    "PodSpec, containers, name",
    "PodSpec, initContainers, name",
    "PodSpec, ephemeralContainers, name",
    "PodSpec, volumes, name",
    "PodSpec, imagePullSecrets, name",
    "PodSpec, resourceClaims, name",
    "PodSpec, schedulingGates, name",
    "PodSpec, hostAliases, ip",
    "PodSpec, topologySpreadConstraints, topologyKey+whenUnsatisfiable",
    "Container, env, name",
    "Container, ports, containerPort+protocol",
    "Container, volumeMounts, mountPath",
    "Container, volumeDevices, devicePath",
  })
  void podListsHaveTheirKeys(String type, String field, String keys) {
    ListType list = (ListType) field(type, field).type();
    assertThat(list.keys()).extracting(MergeKey::field).containsExactly(keys.split("\\+"));
  }

  @ParameterizedTest
  @CsvSource({
    "PodSpec, tolerations",
    "Container, args",
    "Container, envFrom",
    "gateway.HTTPRouteSpec, rules",
    "gateway.HTTPRouteSpec, parentRefs",
    "LLMInferenceServiceSpec, baseRefs",
    "DirectKEDAScalingSpec, triggers",
  })
  void otherListsAreAtomic(String type, String field) {
    assertThat(((ListType) field(type, field).type()).isAtomic()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "WorkloadSpec, replicas, true, false",
    "ParallelismSpec, expert, false, false",
    "ScalingSpec, maxReplicas, false, true",
    "ConfidentialSpec, enabled, false, true",
    "KVCacheOffloadingSpec, cpu, false, true",
    "Container, stdin, false, false",
    "SecurityContext, runAsNonRoot, true, false",
  })
  void tellsWhatAZeroMeans(String type, String field, boolean pointer, boolean always) {
    assertThat(field(type, field).pointer()).isEqualTo(pointer);
    assertThat(field(type, field).alwaysSerialised()).isEqualTo(always);
  }

  @Test
  void embeddedStructsPromoteTheirFields() {
    // Given
    StructType spec = schema.type("LLMInferenceServiceSpec");

    // Then
    assertThat(go(spec, "Template").path()).containsExactly("template");
    assertThat(go(spec, "WorkloadSpec").path()).isEmpty();
    assertThat(go(spec, "WorkloadSpec").type()).isSameAs(schema.type("WorkloadSpec"));
    assertThat(field("Probe", "httpGet").goName()).isEqualTo("HTTPGet");
    assertThat(spec.alternatives()).contains(Set.of("replicas", "scaling"));
  }

  @Test
  void objectMetaPromotesItsFieldsToTheObject() throws Exception {
    // Given
    var service = JsonMapper.builder().build().readTree("{\"metadata\": {\"name\": \"llama\"}}");

    // When
    Field name = go(schema.type("LLMInferenceService"), "Name");

    // Then
    assertThat(name.path()).containsExactly("metadata", "name");
    assertThat(Objects.requireNonNull(name.in(service)).asText()).isEqualTo("llama");
    assertThat(name.in(JsonMapper.builder().build().createObjectNode())).isNull();
  }

  @Test
  void typesMayContainThemselves() {
    // Given
    StructType model = schema.type("LLMModelSpec");

    // When
    ListType adapters = (ListType) field("LoRASpec", "adapters").type();

    // Then
    assertThat(adapters.element()).isSameAs(model);
  }

  @Test
  void unknownNamesAreToldApart() {
    assertThat(schema.type("PodSpec").field("nonsense")).isNull();
    assertThatThrownBy(() -> schema.type("Nonsense")).hasMessageContaining("Nonsense");
  }

  private Field field(String type, String jsonName) {
    return Objects.requireNonNull(schema.type(type).field(jsonName), jsonName);
  }

  private static Field go(StructType type, String goName) {
    return Objects.requireNonNull(type.fieldByGoName(goName), goName);
  }
}
