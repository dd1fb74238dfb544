package io.llmisvc.fitness;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.naming.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each thing that can be said, in a cluster of which it is true. */
class FitnessTest {
  private static final String SERVICE =
      "{kind: Service, metadata: {name: webhooks, namespace: kserve}}";
  private static final String SLICE =
      """
      metadata: {namespace: kserve, labels: {kubernetes.io/service-name: webhooks}}
      endpoints: [{conditions: {ready: true}}]
      """;
  private static final String WORKLOAD =
      """
      metadata: {name: llm-kserve, namespace: default}
      spec: {template: {spec: {containers: [{resources: {limits: {cpu: "1", nvidia.com/gpu: "2"}}}]}}}
      """;
  private static final String NODE = "status: {allocatable: {cpu: '4', nvidia.com/gpu: '%s'}}";
  private static final String KSERVE =
      "metadata: {name: llmisvc-controller-manager, namespace: kserve,"
          + " labels: {control-plane: llmisvc-controller-manager}}";
  private static final String KEDA =
      "{metadata: {name: keda-operator, namespace: keda}, status: {availableReplicas: %d}}";
  private static final String SETTINGS =
      "{metadata: {name: inferenceservice-config}, data: {ingress: '%s'}}";
  private static final String NO_GATEWAY = "{}";
  private static final String MANAGED =
      """
      {"kserveIngressGateway": "kserve/kserve-ingress-gateway", "managedGatewayClassName": "simulated"}\
      """;

  private static final Map<Outcome, UnaryOperator<ClusterSketch>> CASES =
      Map.ofEntries(
          entry(Outcome.RELEASE_OK, it -> it),
          entry(Outcome.RELEASE_UNKNOWN, it -> it.ofRelease(null)),
          entry(Outcome.RELEASE_OLD, it -> it.ofRelease("1.27")),
          entry(Outcome.DEFINITION_OK, it -> it),
          entry(Outcome.DEFINITION_MISSING, it -> it.with(ClusterPart.DEFINITIONS)),
          entry(Outcome.DEFINITION_NOT_ESTABLISHED, definition("\"True\"", "\"False\"")),
          entry(
              Outcome.VERSION_NOT_SERVED,
              definition("{name: v1alpha1, served: true", "{name: v1alpha1, served: false")),
          entry(
              Outcome.STORAGE_DIFFERS,
              definition(
                  "storage: true, schema: {openAPIV3Schema: {type: object, maxProperties: 3}}}",
                  "storage: false, schema: {openAPIV3Schema: {type: object, maxProperties: 3}}}")),
          entry(Outcome.SCHEMA_DIFFERS, definition("maxProperties: 3", "maxProperties: 4")),
          entry(Outcome.API_OK, it -> it),
          entry(
              Outcome.API_OTHER_VERSION,
              it ->
                  it.without(Kind.HTTP_ROUTE)
                      .with(
                          ClusterPart.DEFINITIONS,
                          ClusterSketch.DEFINITION,
                          "metadata: {name: httproutes.gateway.networking.k8s.io}\n"
                              + "spec: {versions: [{name: v1beta1, served: true}]}")),
          entry(Outcome.API_MISSING, it -> it.without(Kind.LEADER_WORKER_SET)),
          entry(Outcome.API_ABSENT, it -> it.without(Kind.SCALED_OBJECT)),
          entry(Outcome.WEBHOOK_OK, trusted(365)),
          entry(Outcome.WEBHOOKS_OFF, it -> it),
          entry(Outcome.WEBHOOKS_MISSING, operator("value: \"off\"", "value: files")),
          entry(Outcome.TRUST_MISSING, webhook("")),
          entry(
              Outcome.TRUST_UNREADABLE,
              it -> webhook("pem").apply(it).trusting("pem", TrustEnd.unreadable("it holds none"))),
          entry(Outcome.TRUST_ENDED, trusted(0)),
          entry(Outcome.TRUST_ENDS, trusted(13)),
          entry(
              Outcome.WEBHOOK_SERVICE_MISSING,
              it -> trusted(365).apply(it).with(ClusterPart.WEBHOOK_SERVICES)),
          entry(
              Outcome.WEBHOOK_UNANSWERED,
              it ->
                  trusted(365)
                      .apply(it)
                      .with(ClusterPart.WEBHOOK_ENDPOINTS, SLICE.replace("true", "false"))),
          entry(Outcome.PRESETS_OK, it -> it),
          entry(Outcome.PRESET_MISSING, it -> it.with(ClusterPart.CONFIGS)),
          entry(
              Outcome.PRESET_CHANGED,
              it ->
                  it.with(
                      ClusterPart.CONFIGS,
                      ClusterSketch.PRESET.replace("image: a", "image: mine"))),
          entry(Outcome.PRESETS_OF_OTHER_VERSION, operator("kserve-v1-", "kserve-v2-")),
          entry(Outcome.OPERATOR_OK, it -> it),
          entry(
              Outcome.OPERATOR_MISSING,
              it -> it.with(ClusterPart.DEPLOYMENTS).with(ClusterPart.LEASE)),
          entry(Outcome.OPERATOR_ELSEWHERE, it -> it.with(ClusterPart.DEPLOYMENTS)),
          entry(Outcome.OPERATOR_UNAVAILABLE, operator("availableReplicas: 2", "replicas: 2")),
          entry(Outcome.OPERATOR_SHORT, operator("availableReplicas: 2", "availableReplicas: 1")),
          entry(Outcome.LEASE_OK, it -> it),
          entry(
              Outcome.LEASE_FREE,
              it -> it.with(ClusterPart.LEASE, ClusterSketch.LEASE.replace("pod-1", "''"))),
          entry(
              Outcome.LEASE_STALE,
              it ->
                  it.with(ClusterPart.LEASE, ClusterSketch.LEASE.replace("11:59:50", "11:50:00"))),
          entry(Outcome.SETTINGS_OK, settings(NO_GATEWAY)),
          entry(Outcome.SETTINGS_ABSENT, it -> it),
          entry(Outcome.SETTINGS_INVALID, settings("{")),
          entry(Outcome.GATEWAY_OK, it -> it),
          entry(Outcome.GATEWAY_UNNAMED, settings(NO_GATEWAY)),
          entry(
              Outcome.GATEWAY_MANAGED, it -> settings(MANAGED).apply(it).with(ClusterPart.GATEWAY)),
          entry(Outcome.GATEWAY_MISSING, it -> it.with(ClusterPart.GATEWAY)),
          entry(
              Outcome.GATEWAY_NOT_ACCEPTED,
              gateway(
                  "Accepted, status: \"True\"",
                  "Accepted, status: \"False\", message: no address is left")),
          entry(
              Outcome.GATEWAY_NOT_PROGRAMMED,
              gateway("Programmed, status: \"True\"", "Programmed, status: Unknown")),
          entry(Outcome.GATEWAY_CLOSED, gateway("from: All", "from: Same")),
          entry(Outcome.GATEWAY_WITHOUT_HTTP, gateway("protocol: HTTP", "protocol: TCP")),
          entry(Outcome.CLASS_MISSING, it -> it.with(ClusterPart.GATEWAY_CLASSES)),
          entry(
              Outcome.CLASS_NOT_ACCEPTED,
              it ->
                  it.with(
                      ClusterPart.GATEWAY_CLASSES,
                      ClusterSketch.CLASS.replace("\"True\"", "Unknown, reason: Waiting"))),
          entry(
              Outcome.CONTROLLER_OK,
              it -> it.with(ClusterPart.DEPLOYMENTS, ClusterSketch.OPERATOR, KEDA.formatted(1))),
          entry(Outcome.CONTROLLER_MISSING, it -> it),
          entry(
              Outcome.CONTROLLER_UNAVAILABLE,
              it -> it.with(ClusterPart.DEPLOYMENTS, ClusterSketch.OPERATOR, KEDA.formatted(0))),
          entry(
              Outcome.DRIVER_OK,
              it -> it.with(ClusterPart.DEVICE_SLICES, "spec: {driver: gpu.nvidia.com}")),
          entry(
              Outcome.DRIVER_MISSING,
              it ->
                  it.with(
                      ClusterPart.CLAIM_TEMPLATES, "metadata: {name: llm, namespace: default}")),
          entry(Outcome.PICKERS_OK, it -> it),
          entry(
              Outcome.PICKER_ROLE_MISSING,
              it -> it.with(ClusterPart.CLUSTER_ROLES, ClusterSketch.ROLE)),
          entry(
              Outcome.DEVICES_OK,
              it ->
                  it.with(ClusterPart.WORKLOADS, WORKLOAD)
                      .with(ClusterPart.NODES, NODE.formatted(8))),
          entry(Outcome.DEVICES_UNASKED, it -> it),
          entry(
              Outcome.DEVICES_MISSING,
              it ->
                  it.with(ClusterPart.WORKLOADS, WORKLOAD)
                      .with(ClusterPart.NODES, NODE.formatted(0))),
          entry(Outcome.RIGHTS_OK, it -> it),
          entry(
              Outcome.RIGHT_MISSING,
              it ->
                  it.with(
                      ClusterPart.CLUSTER_ROLES,
                      ClusterSketch.ROLE.replace("[get, list]", "[get]"),
                      ClusterSketch.DELEGATOR)),
          entry(Outcome.NEIGHBOURS_OK, it -> it),
          entry(
              Outcome.OTHER_CONTROLLER,
              it -> it.with(ClusterPart.DEPLOYMENTS, ClusterSketch.OPERATOR, KSERVE)),
          entry(
              Outcome.FIGHT,
              it ->
                  it.with(
                      ClusterPart.FIGHTS,
                      "{involvedObject: {namespace: default, name: llm}, message: each takes back"
                          + " what the other sets}")),
          entry(Outcome.READ_ALL, it -> it),
          entry(
              Outcome.NOT_READ,
              it -> it.refusing(ClusterPart.NODES, "may not list nodes in the cluster")));

  @TestFactory
  Stream<DynamicTest> saysWhatIsSo() {
    return CASES.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey().toString(),
                    () ->
                        assertThat(one.getValue().apply(new ClusterSketch()).lines())
                            .extracting(FitnessLine::outcome)
                            .contains(one.getKey())));
  }

  @Test
  void hasACaseForAll() {
    assertThat(CASES.keySet()).containsAll(Arrays.asList(Outcome.values()));
  }

  @Test
  void findsNoErrorInAFitCluster() {
    assertThat(new ClusterSketch().lines())
        .noneMatch(line -> line.level() == Level.ERROR)
        .extracting(FitnessLine::check)
        .contains(Check.values());
  }

  @Test
  void leavesNoBlankOpen() {
    CASES
        .values()
        .forEach(
            change ->
                assertThat(change.apply(new ClusterSketch()).lines())
                    .allSatisfy(
                        line -> assertThat(line.text() + line.wayOut()).doesNotContain("<", "\n")));
  }

  @Test
  void namesFieldsAndNumbers() {
    assertThat(texts(Outcome.PRESET_CHANGED))
        .containsExactly(
            "kserve-v1-config-llm-template was changed at spec.template.containers[main].image");
    assertThat(texts(Outcome.RIGHT_MISSING))
        .containsExactly("account kserve/operator may not list secrets");
    assertThat(texts(Outcome.TRUST_ENDS))
        .containsExactly(
            "MutatingWebhookConfiguration ours: first trusts certificates only until"
                + " 2026-01-14T12:00:00Z, in less than 14 days");
    assertThat(texts(Outcome.NOT_READ))
        .containsExactly(
            "may not list nodes in the cluster; devices cannot be answered without it");
    assertThat(texts(Outcome.LEASE_STALE))
        .containsExactly(
            "pod-1 holds the lease kserve/llminferenceservice-kserve-controller-manager, and has"
                + " not renewed it for 600 s");
  }

  /** In some namespaces Roles do, and what is in no namespace is not needed. */
  @Test
  void asksForRightsOnlyWhereTheOperatorWorks() {
    // Given
    ClusterSketch sketch =
        new ClusterSketch()
            .with(
                ClusterPart.DEPLOYMENTS,
                ClusterSketch.OPERATOR.replace(
                    "LLMISVC_WEBHOOKS, value: \"off\"", "WATCH_NAMESPACES, value: team"))
            .with(ClusterPart.CLUSTER_ROLE_BINDINGS);
    // When
    List<String> missing =
        sketch.lines().stream()
            .filter(line -> line.outcome() == Outcome.RIGHT_MISSING)
            .map(FitnessLine::text)
            .toList();
    // Then
    assertThat(missing)
        .containsExactlyInAnyOrder(
            "account kserve/operator may not get, list secrets in namespace team",
            "account kserve/operator may not get, list secrets in namespace kserve");
  }

  private static List<String> texts(Outcome outcome) {
    return Objects.requireNonNull(CASES.get(outcome)).apply(new ClusterSketch()).lines().stream()
        .filter(line -> line.outcome() == outcome)
        .map(FitnessLine::text)
        .toList();
  }

  private static UnaryOperator<ClusterSketch> definition(String part, String other) {
    return it -> it.with(ClusterPart.DEFINITIONS, replaced(ClusterSketch.DEFINITION, part, other));
  }

  private static UnaryOperator<ClusterSketch> operator(String part, String other) {
    return it -> it.with(ClusterPart.DEPLOYMENTS, replaced(ClusterSketch.OPERATOR, part, other));
  }

  private static UnaryOperator<ClusterSketch> gateway(String part, String other) {
    return it -> it.with(ClusterPart.GATEWAY, replaced(ClusterSketch.GATEWAY, part, other));
  }

  private static UnaryOperator<ClusterSketch> settings(String ingress) {
    return it -> it.with(ClusterPart.SETTINGS, SETTINGS.formatted(ingress));
  }

  private static String replaced(String text, String part, String other) {
    assertThat(text).contains(part);
    return text.replace(part, other);
  }

  private static UnaryOperator<ClusterSketch> webhook(String bundle) {
    return it ->
        it.with(
                ClusterPart.MUTATING_WEBHOOKS,
                """
                kind: MutatingWebhookConfiguration
                metadata: {name: ours}
                webhooks:
                - name: first
                  rules: [{apiGroups: [serving.kserve.io], resources: [llminferenceservices]}]
                  clientConfig: {service: {name: webhooks, namespace: kserve}, caBundle: '%s'}
                - name: of others
                  rules: [{apiGroups: [serving.kserve.io], resources: [inferenceservices]}]
                  clientConfig: {url: "https://example.com"}
                """
                    .formatted(bundle))
            .with(ClusterPart.WEBHOOK_SERVICES, SERVICE)
            .with(ClusterPart.WEBHOOK_ENDPOINTS, SLICE);
  }

  /** Certificates that end so many days from now. */
  private static UnaryOperator<ClusterSketch> trusted(int days) {
    Instant end = Instant.parse("2026-01-01T12:00:00Z").plusSeconds(days * 86400L);
    return it -> webhook("pem").apply(it).trusting("pem", TrustEnd.at(end));
  }
}
