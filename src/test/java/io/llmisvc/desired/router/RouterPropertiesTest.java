package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterPropertiesTest {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final long SEED = 20;
  private static final int RUNS = 300;

  @Test
  void namesAndLabelsAreValidForAnyService() {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      // Given
      ServiceMeta service = service(name(random, 63), name(random, 253));
      // When
      Desired desired = desired(service);
      // Then
      assertThat(keys(desired).map(ObjectKey::name))
          .as("%s, seed %d", service, SEED)
          .allMatch(NAME.asMatchPredicate());
      for (Child child : desired.children()) {
        assertThat(child.object().path("metadata").path("labels"))
            .allMatch(value -> LABEL.matcher(value.asText()).matches());
      }
    }
  }

  @Test
  void selectorsMatchThePickersPods() {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      // Given
      Desired desired = desired(service(name(random, 63), name(random, 253)));
      // When
      JsonNode deployment = child(desired, ChildRole.SCHEDULER_DEPLOYMENT);
      JsonNode labels = deployment.at("/spec/template/metadata/labels");
      // Then
      assertThat(labels.properties())
          .containsAll(deployment.at("/spec/selector/matchLabels").properties())
          .containsAll(
              child(desired, ChildRole.SCHEDULER_SERVICE).at("/spec/selector").properties());
    }
  }

  @Test
  void twoServicesNeverShareAClusterRoleBinding() {
    // Given
    Set<String> names = new HashSet<>();
    // When
    for (String[] pair :
        new String[][] {
          {"a", "b-c"},
          {"a-b", "c"},
          {"a".repeat(63), "b-" + "c".repeat(200)},
          {"a".repeat(63), "b-" + "c".repeat(201)}
        }) {
      names.add(
          child(desired(service(pair[0], pair[1])), ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING)
              .at("/metadata/name")
              .asText());
    }
    // Then
    assertThat(names).hasSize(4);
  }

  @Test
  void everythingThatCanExistIsWantedOrAbsent() {
    // Given
    ServiceMeta service = service("demo", "svc");
    // When
    Set<ObjectKey> whole = new HashSet<>(keys(desired(service)).toList());
    Set<ObjectKey> stopped =
        new HashSet<>(
            keys(RouterDesired.absent(service, new Facts(ClusterFacts.unknown()), "x")).toList());
    // Then
    assertThat(whole).isEqualTo(stopped);
  }

  @Test
  void staysWithinTheLimitsOfTheGatewayApiForAnyNumberOfAdapters() {
    for (int adapters = 0; adapters < 100; adapters++) {
      // Given
      EffectiveSpec effective = withAdapters(adapters);
      // When
      Desired desired =
          RouterDesired.of(effective, Settings.defaults(), new Facts(ClusterFacts.unknown()));
      // Then
      List<JsonNode> rules = new ArrayList<>();
      child(desired, ChildRole.ROUTE).at("/spec/rules").forEach(rules::add);
      assertThat(rules).allMatch(rule -> rule.path("matches").size() <= 64);
      assertThat(rules.stream().mapToInt(rule -> rule.path("matches").size()).sum())
          .isLessThanOrEqualTo(128);
      assertThat(desired.findings().isEmpty()).as("%d adapters", adapters).isEqualTo(adapters <= 7);
    }
  }

  private static EffectiveSpec withAdapters(int count) {
    ObjectNode spec =
        Yaml.objects(
                """
                model: {uri: hf://a/b, lora: {adapters: []}}
                annotations: {serving.kserve.io/model-based-routing-enabled: "true"}
                router: {route: {http: {spec: {rules: [{matches: []}, {matches: []}]}}}}
                """)
            .getFirst();
    for (int i = 0; i < count; i++) {
      spec.withArray("/model/lora/adapters").addObject().put("name", "a" + i);
    }
    for (int i = 0; i < 9; i++) {
      ObjectNode match =
          spec.withArray("/router/route/http/spec/rules/" + i / 8 + "/matches").addObject();
      match.putObject("path").put("type", "Exact").put("value", "/" + i);
      match.putArray("headers").addObject().put("name", "X-Gateway-Model-Name").put("value", "m");
    }
    return new EffectiveSpec(
        service("demo", "svc"), Trees.read(spec, LLMInferenceServiceSpec.class), spec);
  }

  private static Stream<ObjectKey> keys(Desired desired) {
    return Stream.concat(
        desired.children().stream().map(Child::key),
        desired.absent().stream().map(AbsentChild::key));
  }

  private static JsonNode child(Desired desired, ChildRole role) {
    return desired.children().stream()
        .filter(child -> child.role() == role)
        .findFirst()
        .orElseThrow()
        .object();
  }

  private static Desired desired(ServiceMeta service) {
    ObjectNode spec =
        Yaml.objects(
                """
                model: {uri: hf://a/b, criticality: Critical}
                router:
                  route: {http: {spec: {rules: [{name: all}]}}}
                  scheduler:
                    labels: {team: a, app.kubernetes.io/name: other}
                    template: {containers: [{name: main}]}
                """)
            .getFirst();
    return RouterDesired.of(
        new EffectiveSpec(service, Trees.read(spec, LLMInferenceServiceSpec.class), spec),
        Settings.defaults(),
        new Facts(ClusterFacts.unknown()));
  }

  private static ServiceMeta service(String namespace, String name) {
    return new ServiceMeta(namespace, name, "u", 1, Map.of(), Map.of(), false);
  }

  private static String name(Random random, int longest) {
    String inside = "abcdefghijklmnopqrstuvwxyz0123456789-";
    int length = 1 + random.nextInt(longest);
    StringBuilder name = new StringBuilder("a");
    while (name.length() < length) {
      name.append(inside.charAt(random.nextInt(inside.length())));
    }
    return name.toString().endsWith("-") ? name.substring(0, length - 1) + "z" : name.toString();
  }
}
