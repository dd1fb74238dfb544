package io.llmisvc.status;

import static io.llmisvc.status.condition.ConditionType.GATEWAYS_READY;
import static io.llmisvc.status.condition.ConditionType.HTTP_ROUTES_READY;
import static io.llmisvc.status.condition.ConditionType.INFERENCE_POOL_READY;
import static io.llmisvc.status.condition.ConditionType.ROUTER_READY;
import static io.llmisvc.status.condition.ConditionType.SCHEDULER_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.TOKENIZER_READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.status.condition.ConditionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterConditionsTest {
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: my-llm-kserve-route, namespace: demo, generation: 3}
      spec:
        parentRefs: [{name: gw, namespace: infra}]
      """;
  private static final String ACCEPTED =
      """
      parents:
      - parentRef: {name: gw, namespace: infra, group: gateway.networking.k8s.io, kind: Gateway}
        conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]
      """;
  private static final String POOL =
      """
      apiVersion: inference.networking.k8s.io/v1
      kind: InferencePool
      metadata: {name: my-llm-inference-pool, namespace: demo, generation: 2}
      """;
  private static final String OLD_POOL =
      """
      apiVersion: inference.networking.x-k8s.io/v1alpha2
      kind: InferencePool
      metadata: {name: my-llm-inference-pool, namespace: demo, generation: 2}
      """;
  private static final String PICKER =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: my-llm-kserve-router-scheduler, namespace: demo}
      """;

  private static Scene routed(String router) {
    return Scene.of("router: " + router).running(ChildRole.ROUTE, ROUTE, ACCEPTED);
  }

  private static String gateway(String conditions) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: gw, namespace: infra}
    spec: {gatewayClassName: c, listeners: [{name: http, protocol: HTTP, port: 80}]}
    status: {conditions: %s}
    """
        .formatted(conditions);
  }

  @Test
  void isReadyWhenNothingIsRouted() {
    Scene scene = Scene.of("{}");

    assertThat(scene.condition(ROUTER_READY)).isEqualTo("True");
    for (ConditionType type : ConditionType.BELOW_ROUTER) {
      assertThat(scene.condition(type)).as(type.text()).isEqualTo("-");
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{type: Programmed, status: 'True', observedGeneration: 1}]               | True
          [{type: Programmed, status: 'False', reason: Pending, message: no IP}]    | False/GatewaysNotReady
          [{type: Accepted, status: 'True'}]                                        | False/GatewaysNotReady
          []                                                                        | False/GatewaysNotReady
          """)
  void tellsOfTheGatewaysInUse(String conditions, String expected) {
    Scene scene = routed("{gateway: {refs: [{name: gw}]}, route: {}}").there(gateway(conditions));

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo(expected);
  }

  @Test
  void tellsWhichGatewayIsMissing() {
    Scene scene =
        routed("{gateway: {refs: [{name: gw}]}, route: {}}").notThere(Kind.GATEWAY, "infra", "gw");

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo("False/RefsInvalid");
    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo("False/RefsInvalid");
    assertThat(scene.message(ROUTER_READY)).isEqualTo("Gateway infra/gw does not exist");
  }

  @Test
  void tellsWhenTheClusterHasNoGatewaysAtAll() {
    Scene scene = routed("{gateway: {refs: [{name: gw}]}, route: {}}").without(Kind.GATEWAY);

    assertThat(scene.message(GATEWAYS_READY)).contains("does not serve the Gateway API");
  }

  @Test
  void aGatewayThatNobodyReadIsNotReady() {
    Scene scene = routed("{gateway: {refs: [{name: gw}]}, route: {}}");

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(ROUTER_READY)).isEqualTo("Unknown/Pending");
  }

  @Test
  void doesNotReportOnTheSharedDefaultGateway() {
    Scene scene = routed("{gateway: {}, route: {}}").there(gateway("[]"));

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo("-");
  }

  @Test
  void reportsOnAGatewayThatIsMadeForTheService() {
    String managed =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: gw, namespace: infra}
        spec: {gatewayClassName: c, listeners: [{name: http, protocol: HTTP, port: 80}]}
        """;
    Scene scene =
        routed("{gateway: {}, route: {}}")
            .running(
                ChildRole.GATEWAY, managed, "conditions: [{type: Programmed, status: 'True'}]");

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo("True");
  }

  @Test
  void showsAnErrorThoughNoGatewayIsNamed() {
    Scene scene =
        Scene.of("router: {route: {}}")
            .found(Finding.error(Subject.GATEWAY, "RefsInvalid", "", "no default Gateway"));

    assertThat(scene.condition(GATEWAYS_READY)).isEqualTo("False/RefsInvalid");
    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo("Unknown/Pending");
    assertThat(scene.condition(ROUTER_READY)).isEqualTo("False/RefsInvalid");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                                                                                                                                              | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]}]                                                                        | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]}]                                                      | True
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True', observedGeneration: 3}, {type: ResolvedRefs, status: 'True', observedGeneration: 0}]}]        | True
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True', observedGeneration: 2}, {type: ResolvedRefs, status: 'True'}]}]                               | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True', observedGeneration: 2}]}]                               | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}]}]                                                                                            | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'False', reason: InvalidKind}]}]                                | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra, sectionName: a}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]}]                                      | False/HTTPRoutesNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]}, {parentRef: {name: p}, conditions: [{type: Enforced, status: 'False'}]}]  | True
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'True'}]}, {parentRef: {name: left}, conditions: [{type: Accepted, status: 'False'}]}]  | False/HTTPRoutesNotReady
          """)
  void tellsOfTheManagedRoute(String status, String expected) {
    Scene scene = Scene.of("router: {route: {}}").running(ChildRole.ROUTE, ROUTE, status);

    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo(expected);
  }

  @Test
  void saysWhatTheGatewaySaysOfTheRoute() {
    Scene scene =
        Scene.of("router: {route: {}}")
            .running(
                ChildRole.ROUTE,
                ROUTE,
                """
                parents:
                - parentRef: {name: gw, namespace: infra}
                  conditions:
                  - {type: Accepted, status: 'False', reason: NotAllowedByListeners, message: "no\\nway"}
                """);

    assertThat(scene.message(HTTP_ROUTES_READY))
        .isEqualTo(
            "HTTPRoute demo/my-llm-kserve-route is not ready: Gateway infra/gw says"
                + " Accepted=False/NotAllowedByListeners: no way");
  }

  @Test
  void aPlannedRouteThatIsNotThereIsNotReady() {
    Scene scene = Scene.of("router: {route: {}}").planned(ChildRole.ROUTE, ROUTE);

    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo("Unknown/Pending");
  }

  @Test
  void tellsOfReferencedRoutes() {
    String router = "router: {route: {http: {refs: [{name: mine}]}}}";
    String mine = ROUTE.replace("my-llm-kserve-route", "mine") + "status:\n" + ACCEPTED.indent(2);

    assertThat(Scene.of(router).condition(HTTP_ROUTES_READY)).isEqualTo("Unknown/Pending");
    assertThat(
            Scene.of(router).notThere(Kind.HTTP_ROUTE, "demo", "mine").condition(HTTP_ROUTES_READY))
        .isEqualTo("False/RefsInvalid");
    assertThat(Scene.of(router).there(mine).condition(HTTP_ROUTES_READY)).isEqualTo("True");
  }

  @ParameterizedTest(name = "gateway {0}, section {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {gatewayClassName: c, listeners: [{name: h, protocol: HTTP, port: 80}]}  | h | True
          {gatewayClassName: c, listeners: [{name: h, protocol: HTTP, port: 80}]}  | x | False/HTTPRouteReconcileError
          {gatewayClassName: c, listeners: [{name: t, protocol: TCP, port: 80}]}   | t | False/HTTPRouteReconcileError
          {gatewayClassName: d, listeners: [{name: h, protocol: HTTP, port: 80}]}  | h | False/HTTPRouteReconcileError
          """)
  void tellsWhenARouteLeadsNowhere(String gatewaySpec, String section, String expected) {
    String ref = "{name: gw, namespace: infra, sectionName: " + section + "}";
    Scene scene =
        Scene.of("router: {route: {}}")
            .running(
                ChildRole.ROUTE,
                ROUTE.replace("{name: gw, namespace: infra}", ref),
                ACCEPTED.replace("{name: gw,", "{name: gw, sectionName: " + section + ","))
            .there(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: gw, namespace: infra}
                spec: %s
                """
                    .formatted(gatewaySpec))
            .there(
                "{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: c}}")
            .notThere(Kind.GATEWAY_CLASS, "", "d");

    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{2}: v1 {0}, v1alpha2 {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                                                                   | {}                                                                                                                 | False/WaitingForGateway
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}]}]                 | {}                                                                                                                 | True
          {}                                                                                                                   | parent: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}]}]                | True
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'False', reason: Bad}]}]   | {}                                                                                                                 | False/InferencePoolNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'False', reason: Bad}]}]   | parent: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}]}]                | True
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}, {type: ResolvedRefs, status: 'False', reason: InvalidExtensionRef}]}] | {} | False/InferencePoolNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True', observedGeneration: 1}]}]  | {}                                                                                                         | False/InferencePoolNotReady
          parents: [{parentRef: {name: gw}, conditions: [{type: Accepted, status: 'True'}]}]                                   | {}                                                                                                                 | False/WaitingForGateway
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: ResolvedRefs, status: 'True'}]}]             | {}                                                                                                                 | False/InferencePoolNotReady
          parents: [{parentRef: {name: gw, namespace: infra}, conditions: [{type: Accepted, status: 'True'}]}, {parentRef: {name: x}, conditions: [{type: Accepted, status: 'False'}]}]  | {}                       | True
          """)
  void tellsOfTheManagedPool(String status, String oldStatus, String expected) {
    Scene scene =
        routed("{route: {}, scheduler: {}}")
            .running(ChildRole.POOL, POOL, status)
            .running(ChildRole.POOL_V1ALPHA2, OLD_POOL, oldStatus);

    assertThat(scene.condition(INFERENCE_POOL_READY)).isEqualTo(expected);
  }

  @Test
  void aPoolWithoutARouteWaits() {
    Scene scene = Scene.of("router: {scheduler: {}}").running(ChildRole.POOL, POOL, "parents: []");

    assertThat(scene.condition(INFERENCE_POOL_READY)).isEqualTo("False/WaitingForGateway");
    assertThat(scene.message(INFERENCE_POOL_READY)).contains("set spec.router.route");
  }

  @Test
  void tellsAPoolThatComesFromOneThatCannot() {
    assertThat(
            routed("{route: {}, scheduler: {}}")
                .planned(ChildRole.POOL, POOL)
                .condition(INFERENCE_POOL_READY))
        .isEqualTo("Unknown/Pending");
    assertThat(
            routed("{route: {}, scheduler: {}}")
                .without(Kind.INFERENCE_POOL)
                .without(Kind.INFERENCE_POOL_V1ALPHA2)
                .condition(INFERENCE_POOL_READY))
        .isEqualTo("False/InferencePoolFetchError");
  }

  @Test
  void tellsOfAReferencedPool() {
    String router = "{route: {}, scheduler: {pool: {ref: {name: theirs}}}}";
    String theirs =
        """
        apiVersion: inference.networking.k8s.io/v1
        kind: InferencePool
        metadata: {name: theirs, namespace: demo}
        status:
          parents:
          - parentRef: {name: gw, namespace: infra}
            conditions: [{type: Accepted, status: 'True'}]
        """;

    assertThat(routed(router).condition(INFERENCE_POOL_READY)).isEqualTo("Unknown/Pending");
    assertThat(
            routed(router)
                .notThere(Kind.INFERENCE_POOL, "demo", "theirs")
                .notThere(Kind.INFERENCE_POOL_V1ALPHA2, "demo", "theirs")
                .condition(INFERENCE_POOL_READY))
        .isEqualTo("False/InferencePoolFetchError");
    assertThat(routed(router).there(theirs).condition(INFERENCE_POOL_READY)).isEqualTo("True");
    assertThat(routed(router).there(theirs).condition(SCHEDULER_WORKLOAD_READY)).isEqualTo("-");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {availableReplicas: 1, conditions: [{type: Available, status: 'False', reason: Few}]}                                          | True
          {availableReplicas: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}                   | True
          {availableReplicas: 0, conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]} | False/ProgressDeadlineExceeded
          {conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable}]}                                         | False/MinimumReplicasUnavailable
          {conditions: [{type: Available, status: 'True'}]}                                                                              | True
          {}                                                                                                                             | False/Progressing
          """)
  void tellsOfThePicker(String status, String expected) {
    Scene scene =
        Scene.of("router: {scheduler: {}}").running(ChildRole.SCHEDULER_DEPLOYMENT, PICKER, status);

    assertThat(scene.condition(SCHEDULER_WORKLOAD_READY)).isEqualTo(expected);
    assertThat(scene.condition(TOKENIZER_READY)).isEqualTo("-");
  }

  @Test
  void keepsWhatWasSaidOfTheRouterWhenTheConfigsBreak() {
    Scene before = routed("{route: {}}");
    Scene scene =
        Scene.uncomposed()
            .after(before.status(), Scene.NOW)
            .found(Finding.error(Subject.COMPOSITION, "ConfigNotFound", "", "config x is nowhere"));

    assertThat(scene.condition(HTTP_ROUTES_READY)).isEqualTo("True");
    assertThat(scene.condition(ROUTER_READY)).isEqualTo("True");
  }
}
