package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteClashesTest {
  private static final Settings SETTINGS = Settings.defaults();
  private static final Planner PLANNER = Planner.create();
  private static final Map<NamespacedName, ObjectNode> PRESETS =
      Presets.load(SETTINGS.configPrefix(), SETTINGS.systemNamespace()).stream()
          .collect(
              Collectors.toMap(
                  preset ->
                      new NamespacedName(
                          preset.at("/metadata/namespace").asText(),
                          preset.at("/metadata/name").asText()),
                  preset -> preset));

  private final Map<NamespacedName, String> specs = new LinkedHashMap<>();
  private final Map<Reference, List<ObjectNode>> objects = new HashMap<>();
  private final Set<NamespacedName> woken = new TreeSet<>();
  private final Settling settling =
      new Settling(PLANNER, new Publications(Map::of), Groups.whenReady(Map::of), woken::add);

  private static String custom(String match) {
    return custom(match, "");
  }

  private static String custom(String match, String more) {
    return """
    model: {uri: 'hf://a/%%s'}
    router: {gateway: {}, route: {http: {spec: {rules: [{matches: [%s]}]}}%s}}
    """
        .formatted(match, more);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {path: {value: /chat}}                                            | PathPrefix /chat
          {path: {value: /chat/}}                                           | PathPrefix /chat
          {path: {type: Exact, value: /chat}, method: POST}                 | POST Exact /chat
          {path: {value: /}, headers: [{name: X-Tier, value: gold}]}        | PathPrefix / with header x-tier Exact gold
          {path: {type: RegularExpression, value: '/c.*'}}                  | RegularExpression /c.*
          {path: {value: /a/b/c/d}}                                         | PathPrefix /a/b/c/d
          """)
  void namesBothRoutesThatTakeTheSame(String match, String said) {
    // Given
    service("demo", "one", custom(match));
    service("other", "two", custom(match));
    // When
    settle();
    // Then
    String rest =
        " on Gateway kserve/kserve-ingress-gateway, and so does HTTPRoute %s of LLMInferenceService"
            + " %s; only one gets a request: give each its own paths, hostnames or Gateway";
    assertThat(clashes("demo", "one"))
        .containsExactly(
            "HTTPRoute demo/one-kserve-route takes "
                + said
                + rest.formatted("other/two-kserve-route", "other/two"));
    assertThat(clashes("other", "two"))
        .containsExactly(
            "HTTPRoute other/two-kserve-route takes "
                + said
                + rest.formatted("demo/one-kserve-route", "demo/one"));
  }

  @Test
  void namesARouteThatHidesAnotherOne() {
    // Given
    service("demo", "one", "{model: {uri: 'hf://a/b'}, router: {gateway: {}, route: {}}}");
    service("demo", "two", custom("{path: {value: /demo/one/v1/chat/completions}}"));
    // When
    settle();
    // Then
    assertThat(clashes("demo", "one"))
        .singleElement()
        .asString()
        .startsWith(
            "HTTPRoute demo/two-kserve-route of LLMInferenceService demo/two takes some of what is"
                + " below /demo/one on Gateway kserve/kserve-ingress-gateway, which is this"
                + " service's");
    assertThat(clashes("demo", "two"))
        .singleElement()
        .asString()
        .startsWith(
            "HTTPRoute demo/two-kserve-route takes some of what is below /demo/one on Gateway"
                + " kserve/kserve-ingress-gateway, which HTTPRoute demo/one-kserve-route of"
                + " LLMInferenceService demo/one serves");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {path: {value: /publishers/demo/models/meta/llama/v1/chat}}
          {path: {value: /v1/chat/completions}, headers: [{name: x-gateway-model-name, value: publishers/demo/models/meta/llama}]}
          """)
  void namesARouteThatTakesAModelOfAnotherOne(String match) {
    // Given
    service("demo", "one", "{model: {name: meta/llama, uri: 'hf://a/b'}, router: {route: {}}}");
    service("demo", "two", custom(match));
    // When
    settle();
    // Then
    assertThat(clashes("demo", "one"))
        .singleElement()
        .asString()
        .contains("demo/two", "what is below /publishers/demo/models/meta/llama");
    assertThat(clashes("demo", "two")).hasSize(1);
  }

  @Test
  void saysNothingOfRoutesThatKeepApart() {
    // Given
    String chat = "{path: {value: /chat}}";
    service("demo", "plain", "{model: {uri: 'hf://a/b'}, router: {gateway: {}, route: {}}}");
    service("demo", "plain-too", "{model: {uri: 'hf://a/b'}, router: {gateway: {}, route: {}}}");
    service("demo", "chat", custom(chat));
    service("demo", "elsewhere", custom(chat).replace("rules:", "hostnames: [a.test], rules:"));
    service("demo", "deeper", custom("{path: {value: /chat/now}}"));
    service(
        "demo",
        "other-gateway",
        custom(chat).replace("gateway: {}", "gateway: {refs: [{name: own}]}"));
    service("demo", "stopped", custom(chat));
    // When
    settle();
    // Then
    assertThat(specs.keySet()).allSatisfy(id -> assertThat(clashes(id)).isEmpty());
  }

  @Test
  void letsMembersOfAGroupShare() {
    // Given
    String shared = custom("{path: {value: /chat}}", ", group: canary, weight: 1");
    service("demo", "one", shared);
    service("demo", "two", shared);
    service("other", "three", shared);
    // When
    settle();
    // Then
    assertThat(clashes("demo", "one"))
        .singleElement()
        .asString()
        .contains("other/three")
        .doesNotContain("demo/two");
  }

  @Test
  void tellsListenersOfOneGatewayApart() {
    // Given
    String spec = custom("{path: {value: /chat}}");
    service("demo", "http", spec.replace("gateway: {}", gateway("http")));
    service("demo", "https", spec.replace("gateway: {}", gateway("https")));
    service("demo", "all", spec.replace("gateway: {}", gateway("")));
    // When
    settle();
    // Then
    assertThat(clashes("demo", "http"))
        .singleElement()
        .asString()
        .contains("demo/all")
        .doesNotContain("demo/https ");
    assertThat(clashes("demo", "all"))
        .singleElement()
        .asString()
        .contains("demo/http", "demo/https");
  }

  @Test
  void seesRoutesThatServicesReferTo() {
    // Given
    objects.put(
        new Reference.ByName(Kind.HTTP_ROUTE, "demo", "mine"),
        Yaml.objects(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: mine, namespace: demo}
            spec:
              parentRefs: [{name: kserve-ingress-gateway, namespace: kserve}]
              rules: [{matches: [{path: {value: /chat}}], backendRefs: [{name: x, port: 80}]}]
            """));
    String refers = "{model: {uri: 'hf://a/b'}, router: {route: {http: {refs: [{name: mine}]}}}}";
    service("demo", "one", refers);
    service("demo", "same-route", refers);
    service("demo", "two", custom("{path: {value: /chat}}"));
    // When
    settle();
    // Then
    assertThat(clashes("demo", "one"))
        .singleElement()
        .asString()
        .startsWith("HTTPRoute demo/mine takes PathPrefix /chat")
        .contains("demo/two-kserve-route")
        .doesNotContain("same-route");
  }

  @Test
  void wakesTheOthersWhenAClashComesAndGoes() {
    // Given
    service("demo", "one", custom("{path: {value: /chat}}"));
    service("demo", "bystander", custom("{path: {value: /talk}}"));
    plan("demo", "one");
    plan("demo", "bystander");
    // When
    service("demo", "two", custom("{path: {value: /chat}}"));
    plan("demo", "two");
    Set<NamespacedName> atFirst = Set.copyOf(woken);
    woken.clear();
    plan("demo", "two");
    Set<NamespacedName> unchanged = Set.copyOf(woken);
    service("demo", "two", custom("{path: {value: /talk}}"));
    plan("demo", "two");
    // Then
    assertThat(atFirst).containsExactly(new NamespacedName("demo", "one"));
    assertThat(unchanged).isEmpty();
    assertThat(woken)
        .containsExactly(
            new NamespacedName("demo", "bystander"), new NamespacedName("demo", "one"));
    assertThat(clashes("demo", "one")).isEmpty();
  }

  /** What the API server adds to a route says nothing new. */
  @Test
  void knowsByStoredRoutesWhatIsClaimedBeforeAnybodyIsPlanned() {
    // Given
    service("demo", "one", custom("{path: {value: /chat}}"));
    service("demo", "two", custom("{path: {value: /chat}}"));
    service("demo", "three", "{model: {uri: 'hf://a/b'}, router: {gateway: {}, route: {}}}");
    settle();
    List<String> told = clashes("demo", "one");
    Map<NamespacedName, Publication> stored = new HashMap<>();
    for (NamespacedName id : specs.keySet()) {
      ObjectNode route =
          plan(id.namespace(), id.name()).child(ChildRole.ROUTE).orElseThrow().object().deepCopy();
      ((ObjectNode) route.at("/spec/parentRefs/0"))
          .put("group", "gateway.networking.k8s.io")
          .put("kind", "Gateway");
      route
          .at("/spec/rules")
          .forEach(
              rule ->
                  rule.path("matches")
                      .forEach(
                          match -> match.path("headers").forEach(RouteClashesTest::withDefault)));
      stored.put(id, PLANNER.published(service(id), route, SETTINGS));
    }
    woken.clear();
    // When
    Settling again =
        new Settling(
            PLANNER, new Publications(() -> stored), Groups.whenReady(Map::of), woken::add);
    List<Plan> plans =
        specs.keySet().stream().map(id -> again.plan(id, new Known(service(id)))).toList();
    // Then
    assertThat(told).isNotEmpty();
    assertThat(clashes(plans.getFirst())).isEqualTo(told);
    assertThat(woken).isEmpty();
  }

  private static void withDefault(JsonNode header) {
    ((ObjectNode) header).put("type", header.path("type").asText("Exact"));
  }

  @Test
  void keepsTwoClaimsOfARouteAsItIsByDefault() {
    // Given
    service("demo", "one", "{model: {uri: 'hf://a/b'}, router: {gateway: {}, route: {}}}");
    // When
    Plan plan = plan("demo", "one");
    // Then
    assertThat(Objects.requireNonNull(plan.publication()).claims()).hasSize(2);
  }

  private static String gateway(String section) {
    return "gateway: {refs: [{name: gw, namespace: infra%s}]}"
        .formatted(section.isEmpty() ? "" : ", sectionName: " + section);
  }

  private void service(String namespace, String name, String spec) {
    specs.put(new NamespacedName(namespace, name), spec.replace("%s", name));
  }

  private void settle() {
    specs.keySet().forEach(id -> plan(id.namespace(), id.name()));
  }

  private List<String> clashes(String namespace, String name) {
    return clashes(new NamespacedName(namespace, name));
  }

  private List<String> clashes(NamespacedName id) {
    return clashes(plan(id.namespace(), id.name()));
  }

  private static List<String> clashes(Plan plan) {
    return plan.findings().stream()
        .filter(finding -> finding.reason().equals("RouteClash"))
        .map(Finding::message)
        .toList();
  }

  private Plan plan(String namespace, String name) {
    NamespacedName id = new NamespacedName(namespace, name);
    return settling.plan(id, new Known(service(id)));
  }

  private ObjectNode service(NamespacedName id) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata =
        service.putObject("metadata").put("namespace", id.namespace()).put("name", id.name());
    if (id.name().equals("stopped")) {
      metadata.putObject("annotations").put("serving.kserve.io/stop", "true");
    }
    service.set("spec", Yaml.objects(specs.getOrDefault(id, "")).getFirst());
    return service;
  }

  private final class Known implements Settling.Lookups {
    private final ObjectNode service;

    Known(ObjectNode service) {
      this.service = service;
    }

    @Override
    public Inputs inputs() {
      return new Inputs(
          service,
          PRESETS,
          SETTINGS,
          new ClusterFacts(EnumSet.allOf(Kind.class), Map.of(), objects));
    }

    @Override
    public boolean lookUp(Set<Reference> asked, ClusterFacts known) {
      return false;
    }
  }
}
