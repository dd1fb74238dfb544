package io.llmisvc.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.api.status.Address;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.status.address.Endpoint;
import io.llmisvc.status.condition.ConditionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  private static final String SPEC =
      """
      model: {uri: 'hf://a/b', name: a/b}
      router: {gateway: {}, route: {}, scheduler: {}}
      """;
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: my-llm-kserve-route, namespace: demo}
      spec:
        parentRefs: [{name: gw, namespace: infra}]
        rules:
        - matches: [{path: {value: /demo/my-llm}}]
          backendRefs: [{name: my-llm-kserve-workload-svc, port: 8000}]
      """;

  private static final String CLASS =
      "{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: c}}";

  private static Scene scene(String listeners, String addresses) {
    return behind(Scene.of(SPEC).planned(ChildRole.ROUTE, ROUTE), listeners, addresses);
  }

  private static Scene behind(Scene scene, String listeners, String addresses) {
    return scene
        .there(gateway("infra", "gw", listeners, addresses))
        .there(CLASS)
        .notThere(Kind.SERVICE, "infra", "gw");
  }

  private static String gateway(String namespace, String name, String listeners, String addresses) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: %s, namespace: %s}
    spec: {gatewayClassName: c, listeners: %s}
    status: {addresses: %s}
    """
        .formatted(
            name,
            namespace,
            listeners.replace("{name:", "{allowedRoutes: {namespaces: {from: All}}, name:"),
            addresses);
  }

  private static String recorded(String file) {
    try {
      return Files.readString(Path.of("src/test/resources/golden/router", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Settings.Ingress ingress(String scheme) {
    Settings.Ingress base = Settings.Ingress.defaults();
    return new Settings.Ingress(
        base.defaultGateway(),
        null,
        scheme,
        false,
        base.modelRoutingHeader(),
        base.modelRoutingMode());
  }

  @Test
  void tellsTheThreeAddressesOfTheManagedRoute() {
    // Given
    Scene scene =
        Scene.of(
                """
                model: {uri: 'hf://x/y', name: meta-llama/Llama-3.1-8B-Instruct}
                router: {gateway: {}, route: {}, scheduler: {}}
                """)
            .planned(
                ChildRole.ROUTE,
                recorded("ex01-everything-managed/out-HTTPRoute-my-llm-kserve-route.yaml"))
            .there(
                gateway(
                    "kserve",
                    "kserve-ingress-gateway",
                    "[{name: http, protocol: HTTP, port: 80}]",
                    "[{value: gw.example.com}]"))
            .there(CLASS)
            .notThere(Kind.SERVICE, "kserve", "kserve-ingress-gateway");

    // When
    LLMInferenceServiceStatus status = scene.status();

    // Then
    String publisher = "publishers/demo/models/meta-llama/Llama-3.1-8B-Instruct";
    assertThat(status.url()).isEqualTo("http://gw.example.com/demo/my-llm");
    assertThat(status.addresses())
        .extracting(Address::name, Address::url)
        .containsExactly(
            tuple("gateway-external-model-routing", "http://gw.example.com/"),
            tuple("gateway-external", "http://gw.example.com/demo/my-llm"),
            tuple("gateway-external", "http://gw.example.com/" + publisher));
    assertThat(status.addresses().get(0).models()).containsExactly(new Address.Model(publisher));
    assertThat(status.addresses().get(1).models())
        .containsExactly(
            new Address.Model(publisher), new Address.Model("meta-llama/Llama-3.1-8B-Instruct"));
    assertThat(status.addresses())
        .extracting(Address::origin)
        .containsOnly(
            new ObjectReference(
                "gateway.networking.k8s.io", "Gateway", "kserve-ingress-gateway", "kserve"));
  }

  @Test
  void tellsTheAddressesOfEveryReferencedGateway() {
    // Given
    Scene scene =
        Scene.of(
                """
                model: {uri: 'hf://a/b', name: a/b}
                router: {gateway: {refs: [{name: local-gw}]}, route: {}, scheduler: {}}
                """)
            .named("t4", "gwref")
            .planned(
                ChildRole.ROUTE,
                recorded("ex08-gateway-refs/out-HTTPRoute-gwref-kserve-route.yaml"))
            .there(
                gateway(
                    "t4",
                    "local-gw",
                    "[{name: web, protocol: HTTP, port: 8080, hostname: '*.apps.example.com'}]",
                    "[{value: 10.1.2.3}]"))
            .there(
                gateway(
                    "kserve",
                    "kserve-ingress-gateway",
                    "[{name: http, protocol: HTTP, port: 80}]",
                    "[{value: gw.example.com}]"))
            .there(CLASS)
            .notThere(Kind.SERVICE, "t4", "local-gw")
            .notThere(Kind.SERVICE, "kserve", "kserve-ingress-gateway");

    // When
    LLMInferenceServiceStatus status = scene.status();

    // Then
    assertThat(status.url()).isEqualTo("http://gw.example.com/t4/gwref");
    assertThat(status.addresses())
        .extracting(Address::url)
        .containsExactly(
            "http://gw.example.com/",
            "http://gw.example.com/publishers/t4/models/a/b",
            "http://gw.example.com/t4/gwref",
            "http://inference.apps.example.com:8080/",
            "http://inference.apps.example.com:8080/publishers/t4/models/a/b",
            "http://inference.apps.example.com:8080/t4/gwref");
    assertThat(status.addresses())
        .extracting(Address::name)
        .containsOnly("gateway-external", "gateway-external-model-routing");
    assertThat(Objects.requireNonNull(status.router()).gateways())
        .extracting(g -> g.namespace() + "/" + g.name() + g.listeners())
        .containsExactly("kserve/kserve-ingress-gateway[http]", "t4/local-gw[]");
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: a, protocol: HTTP, port: 80}]                                        | [{value: gw.test}]               | http://gw.test/demo/my-llm
          [{name: a, protocol: HTTP, port: 443}]                                       | [{value: gw.test}]               | http://gw.test:443/demo/my-llm
          [{name: a, protocol: HTTPS, port: 443}]                                      | [{value: gw.test}]               | https://gw.test/demo/my-llm
          [{name: a, protocol: TLS, port: 8443}]                                       | [{value: gw.test}]               | https://gw.test:8443/demo/my-llm
          [{name: a, protocol: TCP, port: 80}, {name: b, protocol: HTTP, port: 81}]    | [{value: gw.test}]               | http://gw.test:81/demo/my-llm
          [{name: a, protocol: HTTP, port: 80}]                                        | [{value: '2001:db8::1'}]         | http://[2001:db8::1]/demo/my-llm
          [{name: a, protocol: HTTP, port: 80}]                                        | [{value: b.test}, {value: a.test}] | http://a.test/demo/my-llm http://b.test/demo/my-llm
          [{name: a, protocol: HTTP, port: 80, hostname: h.test}]                      | [{value: gw.test}]               | http://h.test/demo/my-llm
          [{name: a, protocol: HTTP, port: 80, hostname: h.test}]                      | []                               |
          """)
  void writesTheUrlsOfAListener(String listeners, String addresses, String expected) {
    assertThat(scene(listeners, addresses).status().addresses().stream().map(Address::url))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
  }

  @Test
  void prefersTheRoutesOwnHostNames() {
    String route = ROUTE.replace("spec:", "spec:\n  hostnames: ['*', b.test, '*.a.test']");
    Scene scene =
        behind(
            Scene.of(SPEC).planned(ChildRole.ROUTE, route),
            "[{name: a, protocol: HTTP, port: 80, hostname: '*.test'}]",
            "[{value: gw.test}]");

    assertThat(scene.status().addresses())
        .extracting(Address::url)
        .containsExactly("http://b.test/demo/my-llm", "http://inference.a.test/demo/my-llm");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "gw.test,                     gateway-external",
    "127.0.0.1,                   gateway-external",
    "172.15.0.1,                  gateway-external",
    "172.32.0.1,                  gateway-external",
    "192.169.0.1,                 gateway-external",
    "100.0.0.1,                   gateway-external",
    "10.example.com,              gateway-external",
    "fe80::1,                     gateway-external",
    "fd.example.com,              gateway-external",
    "10.1.2.3,                    internal",
    "172.16.0.1,                  internal",
    "172.31.255.255,              internal",
    "192.168.1.1,                 internal",
    "fd00::1,                     internal",
    "fc12:3::1,                   internal",
    "LOCALHOST,                   internal",
    "a.localhost,                 internal",
    "a.Internal,                  internal",
    "a.local,                     gateway-internal",
    "a.b.svc.Cluster.Local,       gateway-internal",
  })
  void tellsInsideFromOutsideByTheHost(String host, String expected) {
    String domain = expected.equals("gateway-internal") ? "local" : "svc.example";
    Endpoint endpoint = new Endpoint("http", host, 80, "/x", new NamespacedName("infra", "gw"));

    assertThat(endpoint.isInternal(domain)).isEqualTo(!expected.equals("gateway-external"));
    assertThat(endpoint.isClusterLocal(domain)).isEqualTo(expected.equals("gateway-internal"));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http  | [{name: a, protocol: HTTP, port: 80}, {name: b, protocol: HTTPS, port: 443}]   | http://gw.test/demo/my-llm
          https | [{name: a, protocol: HTTP, port: 80}, {name: b, protocol: HTTPS, port: 443}]   | https://gw.test/demo/my-llm
          https | [{name: a, protocol: HTTP, port: 80}]                                          | http://gw.test/demo/my-llm
          http  | [{name: b, protocol: HTTPS, port: 443}]                                        | https://gw.test/demo/my-llm
          """)
  void prefersTheConfiguredScheme(String scheme, String listeners, String expected) {
    Scene scene = scene(listeners, "[{value: gw.test}]").with(ingress(scheme));

    assertThat(scene.status().url()).isEqualTo(expected);
  }

  @Test
  void prefersAnExternalAddressToTheOwnPath() {
    String route = ROUTE.replace("{path: {value: /demo/my-llm}}", "{path: {value: /elsewhere}}");
    Scene scene =
        behind(
            Scene.of(SPEC).planned(ChildRole.ROUTE, route),
            "[{name: a, protocol: HTTP, port: 80}]",
            "[{value: 10.0.0.1}, {value: gw.test}]");

    assertThat(scene.status().url()).isEqualTo("http://gw.test/elsewhere");
  }

  @Test
  void findsTheServiceOfAGatewayByItsLabel() {
    Scene scene =
        scene("[{name: a, protocol: HTTP, port: 80}, {name: b, protocol: HTTP, port: 81}]", "[]")
            .labelled(
                "gateway.networking.k8s.io/gateway-name",
                "gw",
                """
                {apiVersion: v1, kind: Service, metadata: {name: gw-istio, namespace: infra},
                 spec: {ports: [{port: 80}]}}
                """);

    assertThat(scene.status().addresses())
        .extracting(Address::name, Address::url)
        .containsExactly(
            tuple("gateway-internal", "http://gw-istio.infra.svc.cluster.local/demo/my-llm"));
    assertThat(scene.status().url())
        .isEqualTo("http://gw-istio.infra.svc.cluster.local/demo/my-llm");
  }

  @Test
  void findsTheServiceOfAGatewayByItsName() {
    Scene scene =
        scene("[{name: a, protocol: HTTP, port: 8080}]", "[]")
            .there("{apiVersion: v1, kind: Service, metadata: {name: gw, namespace: infra}}");

    assertThat(scene.status().addresses())
        .extracting(Address::url)
        .containsExactly("http://gw.infra.svc.cluster.local:8080/demo/my-llm");
  }

  @Test
  void namesTheAdaptersInSpecOrder() {
    String spec =
        """
        model: {uri: 'hf://a/b', name: m, lora: {adapters: [{name: z}, {uri: 'hf://x/y'}, {name: a}]}}
        router: {route: {}}
        """;
    Scene scene =
        behind(
            Scene.of(spec).planned(ChildRole.ROUTE, ROUTE),
            "[{name: a, protocol: HTTP, port: 80}]",
            "[{value: gw.test}]");

    String p = "publishers/demo/models/";
    assertThat(scene.status().addresses().getFirst().models())
        .extracting(Address.Model::name)
        .containsExactly(p + "m", "m", p + "z", "z", p + "a", "a");
  }

  @ParameterizedTest(name = "TLS {0}: {1}")
  @CsvSource({"false, http", "true, https"})
  void pointsToTheWorkloadWhenNothingIsRouted(boolean tls, String scheme) {
    Settings.Ingress base = Settings.Ingress.defaults();
    Scene scene =
        Scene.of("model: {uri: 'hf://a/b'}")
            .with(
                new Settings.Ingress(
                    base.defaultGateway(),
                    null,
                    "http",
                    tls,
                    base.modelRoutingHeader(),
                    base.modelRoutingMode()))
            .after(
                scene("[{name: a, protocol: HTTP, port: 80}]", "[{value: gw.test}]").status(),
                Scene.NOW);

    LLMInferenceServiceStatus status = scene.status();

    assertThat(status.url()).isNull();
    assertThat(status.router()).isNull();
    assertThat(status.addresses())
        .containsExactly(
            new Address(
                null,
                scheme + "://my-llm-kserve-workload-svc.demo.svc.cluster.local",
                null,
                null,
                null,
                List.of()));
  }

  @Test
  void clearsEverythingWhileStopped() {
    LLMInferenceServiceStatus before =
        scene("[{name: a, protocol: HTTP, port: 80}]", "[{value: gw.test}]").status();

    LLMInferenceServiceStatus status = Scene.of(SPEC).stopped().after(before, Scene.NOW).status();

    assertThat(before.url()).isNotNull();
    assertThat(status.url()).isNull();
    assertThat(status.addresses()).isEmpty();
    assertThat(status.router()).isNull();
    assertThat(status.workloads()).isNull();
  }

  @Test
  void asksForWhatItDoesNotKnowAndKeepsWhatItSaid() {
    // Given
    LLMInferenceServiceStatus before =
        scene("[{name: a, protocol: HTTP, port: 80}]", "[{value: gw.test}]").status();
    Scene scene = Scene.of(SPEC).planned(ChildRole.ROUTE, ROUTE).after(before, Scene.NOW);
    Facts facts = scene.facts();

    // When
    LLMInferenceServiceStatus status = scene.status(facts);

    // Then
    assertThat(status.url()).isEqualTo("http://gw.test/demo/my-llm");
    assertThat(facts.asked()).containsExactly(new Reference.ByName(Kind.GATEWAY, "infra", "gw"));
  }

  @Test
  void clearsTheUrlWhenTheGatewayIsGone() {
    LLMInferenceServiceStatus before =
        scene("[{name: a, protocol: HTTP, port: 80}]", "[{value: gw.test}]").status();

    Scene scene =
        Scene.of(SPEC)
            .live(Scene.tree(ROUTE))
            .found(Finding.error(Subject.GATEWAY, "RefsInvalid", "", "Gateway infra/gw is gone"))
            .notThere(Kind.GATEWAY, "infra", "gw")
            .after(before, Scene.NOW);

    assertThat(scene.status().url()).isNull();
    assertThat(scene.status().addresses()).isEmpty();
  }

  @Test
  void keepsTheUrlOfARouteThatThePlanCouldNotDecideOn() {
    Scene scene =
        behind(
            Scene.of(SPEC)
                .live(Scene.tree(ROUTE))
                .found(Finding.error(Subject.ROUTE, "RefsInvalid", "", "Gateway x is missing")),
            "[{name: a, protocol: HTTP, port: 80}]",
            "[{value: gw.test}]");

    assertThat(scene.status().url()).isEqualTo("http://gw.test/demo/my-llm");
    assertThat(scene.condition(ConditionType.HTTP_ROUTES_READY)).isEqualTo("False/RefsInvalid");
  }
}
