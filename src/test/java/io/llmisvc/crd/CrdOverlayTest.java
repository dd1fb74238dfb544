package io.llmisvc.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CrdOverlayTest {
  private static final String SERVICES = "llminferenceservices";
  private static final String CONFIGS = "llminferenceserviceconfigs";
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          ".*(\\.|^)(template|worker|behavior|pvc\\.spec|route\\.http\\.spec|adapters\\[])([.\\[{].*)?");

  @Test
  void givesBothVersionsTheSameSchema() {
    GeneratedCrds.all()
        .values()
        .forEach(
            crd ->
                assertThat(schema(crd, "v1alpha1").equals(schema(crd, "v1alpha2")))
                    .as(crd.path("metadata").path("name").textValue())
                    .isTrue());
  }

  @Test
  void defaultsNothingThatAUserMightHaveSet() {
    // Given
    TreeSet<String> defaulted = new TreeSet<>();

    // When
    GeneratedCrds.all()
        .values()
        .forEach(
            crd ->
                nodes(crd).entrySet().stream()
                    .filter(entry -> entry.getValue().has("default"))
                    .map(entry -> entry.getKey().replaceAll(".*\\.(?=[^.]+\\.[^.]+$)", ""))
                    .forEach(defaulted::add));

    // Then
    assertThat(defaulted).containsExactly("imagePullSecrets[].name", "ports[].protocol");
  }

  @Test
  void describesEveryFieldOfItsOwn() {
    assertThat(paths(SERVICES, node -> !node.has("description")))
        .filteredOn(path -> !path.endsWith("]") && !path.endsWith("}"))
        .filteredOn(path -> !OF_KUBERNETES.matcher(path).matches())
        .isEmpty();
  }

  @Test
  void boundsTheTextOfServicesAndNotOfConfigs() {
    // Given
    String hostname = "spec.router.route.http.spec.hostnames[]";

    // When
    List<String> bounded = paths(SERVICES, node -> node.has("pattern"));
    List<String> boundedInConfigs = paths(CONFIGS, node -> node.has("pattern"));

    // Then
    assertThat(bounded).contains(hostname, "spec.router.route.group");
    assertThat(boundedInConfigs).contains("spec.router.route.group").doesNotContain(hostname);
  }

  @Test
  void asksForNoContainersInAPartialPod() {
    assertThat(paths(SERVICES, node -> node.path("required").toString().contains("containers")))
        .containsExactly("spec.router.scheduler.tokenizer.template");
  }

  @Test
  void refusesARuleThatMatchesNothing() {
    // Given
    ObjectNode schema = new ObjectMapper().createObjectNode();
    SchemaRule rule = new SchemaRule(List.of("spec.gone"), null, Map.of(), null, null);

    // Then
    assertThatThrownBy(() -> rule.apply("", schema))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spec.gone");
  }

  @Test
  void readsPatterns() {
    assertThat("spec.template.containers[].ports[]").matches(of("spec.template", "**.ports[]"));
    assertThat("spec.template").matches(of("spec.template", "**"));
    assertThat("spec.template.a.b").matches(of("spec.template", "**"));
    assertThat("spec.templates").doesNotMatch(of("spec.template", "**"));
    assertThat("spec.template.containers[].env").matches(of("spec.template", "*.env"));
    assertThat("spec.template.a.b.env").doesNotMatch(of("spec.template", "*.env"));
    assertThat("").matches(of("", ""));
  }

  private static Pattern of(String root, String pattern) {
    return PathPattern.of(root, pattern);
  }

  private static JsonNode crd(String plural) {
    return Objects.requireNonNull(GeneratedCrds.all().get(plural));
  }

  private static ObjectNode schema(JsonNode crd, String version) {
    for (JsonNode candidate : crd.path("spec").path("versions")) {
      if (candidate.path("name").textValue().equals(version)) {
        return (ObjectNode) candidate.path("schema").path("openAPIV3Schema");
      }
    }
    throw new AssertionError("no version " + version);
  }

  private static Map<String, ObjectNode> nodes(JsonNode crd) {
    Map<String, ObjectNode> nodes = new TreeMap<>();
    SchemaNodes.visit(schema(crd, "v1alpha2"), nodes::put);
    return nodes;
  }

  private static List<String> paths(String plural, Predicate<ObjectNode> condition) {
    List<String> paths = new ArrayList<>();
    nodes(crd(plural))
        .forEach(
            (path, node) -> {
              if (condition.test(node)) {
                paths.add(path);
              }
            });
    return paths;
  }
}
