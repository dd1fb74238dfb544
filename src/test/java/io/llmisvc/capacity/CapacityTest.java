package io.llmisvc.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
  private static final String GPU = "nvidia.com/gpu";

  private final List<Child> children = new ArrayList<>();
  private final List<ObjectNode> cluster = new ArrayList<>();

  @Test
  void fitsWhereEachPodFindsANode() {
    // Given
    node("a", "{nvidia.com/gpu: 8}");
    node("b", "{nvidia.com/gpu: 4}");
    deployment("x", 3, "{nvidia.com/gpu: 4}", "");
    // When
    Placement now = at(Moment.NOW);
    // Then
    assertThat(now.fits()).isTrue();
    assertThat(now.used().getOrDefault("a", Amounts.NOTHING).get(GPU)).isEqualByComparingTo("8");
    assertThat(now.used().getOrDefault("b", Amounts.NOTHING).get(GPU)).isEqualByComparingTo("4");
  }

  @Test
  void isShortOfWhatCouldNotBePlaced() {
    // Given: a third pod, and nothing left
    node("a", "{nvidia.com/gpu: 8}");
    node("b", "{nvidia.com/gpu: 8}");
    deployment("x", 3, "{nvidia.com/gpu: 8}", "");
    // When
    Unplaced left = onlyLeft(Moment.NOW);
    // Then
    assertThat(left.reason()).isEqualTo(Unplaced.Reason.SHORT);
    assertThat(left.count()).isEqualTo(1);
    assertThat(left.missing().get(GPU)).isEqualByComparingTo("8");
    assertThat(left.missing().names()).containsExactly(GPU);
  }

  @Test
  void tellsScatteredRoomFromTooLittle() {
    // Given: 5 + 5 for two of 4 leave 1 + 1, and a pod of 2 that goes on neither
    node("a", "{nvidia.com/gpu: 5}");
    node("b", "{nvidia.com/gpu: 5}");
    deployment("x", 2, "{nvidia.com/gpu: 4}", "");
    deployment("y", 1, "{nvidia.com/gpu: 2}", "");
    // When
    Unplaced left = onlyLeft(Moment.NOW);
    // Then
    assertThat(left.reason()).isEqualTo(Unplaced.Reason.SCATTERED);
    assertThat(left.pods().child().name()).isEqualTo("y");
    assertThat(left.missing().isNothing()).isTrue();
  }

  @Test
  void knowsAPodThatNoNodeIsLargeEnoughFor() {
    // Given
    node("a", "{nvidia.com/gpu: 4}");
    node("b", "{nvidia.com/gpu: 4}");
    deployment("x", 1, "{nvidia.com/gpu: 8}", "");
    // When
    Unplaced left = onlyLeft(Moment.NOW);
    // Then
    assertThat(left.reason()).isEqualTo(Unplaced.Reason.TOO_LARGE);
    assertThat(left.missing().get(GPU)).isEqualByComparingTo("8");
  }

  @Test
  void keepsPodsWithoutAcceleratorsOffNodesThatHaveThem() {
    // Given: on the node with GPUs both would not fit
    node("gpu", "{nvidia.com/gpu: 1, cpu: 8}");
    node("plain", "{cpu: 8}");
    deployment("small", 1, "{cpu: 8}", "");
    deployment("x", 1, "{nvidia.com/gpu: 1, cpu: 4}", "");
    // Then
    assertThat(at(Moment.NOW).fits()).isTrue();
  }

  @Test
  void placesFirstThoseWithTheFewestNodesWhereSizeAloneFails() {
    // Given: the larger one may be anywhere, the smaller on one node only
    labelled("a", "{zone: one}", "");
    labelled("b", "{zone: two}", "");
    deployment("larger", 1, "{nvidia.com/gpu: 6}", "");
    deployment("smaller", 1, "{nvidia.com/gpu: 4}", "nodeSelector: {zone: one}");
    // Then
    assertThat(at(Moment.NOW).fits()).isTrue();
  }

  @Test
  void countsAllPodsOfGroups() {
    // Given
    node("a", "{nvidia.com/gpu: 16}");
    children.add(
        new Child(
            ChildRole.MAIN_LEADER_WORKER_SET,
            Yaml.object(
                """
                apiVersion: leaderworkerset.x-k8s.io/v1
                kind: LeaderWorkerSet
                metadata: {name: g, namespace: demo}
                spec:
                  replicas: 2
                  rolloutStrategy:
                    type: RollingUpdate
                    rollingUpdateConfiguration: {maxSurge: 1, maxUnavailable: 0}
                  leaderWorkerTemplate:
                    size: 3
                    leaderTemplate: {spec: {containers: [{name: main, resources: {limits: {nvidia.com/gpu: 1}}}]}}
                    workerTemplate: {spec: {containers: [{name: main, resources: {limits: {nvidia.com/gpu: 2}}}]}}
                """)));
    // When
    Capacity capacity = capacity();
    // Then: 2 × (1 + 2 × 2), and one group more
    assertThat(capacity.total(Moment.NOW).get(GPU)).isEqualByComparingTo("10");
    assertThat(capacity.total(Moment.NOW).get(Amounts.PODS)).isEqualByComparingTo("6");
    assertThat(capacity.total(Moment.ROLLOUT).get(GPU)).isEqualByComparingTo("15");
    assertThat(capacity.total(Moment.ROLLOUT).get(Amounts.PODS)).isEqualByComparingTo("9");
  }

  @ParameterizedTest
  @CsvSource({
    "4, '', 5", // 25 % by default
    "5, '', 7", // rounded up
    "4, 'strategy: {rollingUpdate: {maxSurge: 50%}}', 6",
    "4, 'strategy: {rollingUpdate: {maxSurge: 0}}', 4",
    "4, 'strategy: {rollingUpdate: {maxSurge: 3}}', 7",
    "4, 'strategy: {type: Recreate}', 4",
    "0, '', 0"
  })
  void addsWhatComesBeforeOthersGo(int replicas, String strategy, long pods) {
    // Given
    deployment("x", replicas, "{cpu: 1}", "", strategy);
    // Then
    assertThat(capacity().total(Moment.ROLLOUT).get(Amounts.PODS)).isEqualByComparingTo("" + pods);
  }

  @ParameterizedTest
  @CsvSource({
    "'replicas: 1', 2, 8", // raised to the least
    "'replicas: 5', 5, 8",
    "'replicas: 20', 8, 8",
    "'', 2, 8"
  })
  void asksTheAutoscalerForTheMost(String replicas, long now, long most) {
    // Given
    children.add(
        new Child(
            ChildRole.MAIN_DEPLOYMENT,
            Yaml.object(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x, namespace: demo}\n"
                    + "spec:\n  template: {spec: {containers: []}}\n"
                    + (replicas.isEmpty() ? "" : "  " + replicas + "\n"))));
    children.add(
        new Child(
            ChildRole.MAIN_SCALED_OBJECT,
            Yaml.object(
                """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: x, namespace: demo}
                spec:
                  scaleTargetRef: {kind: Deployment, name: x}
                  minReplicaCount: 2
                  maxReplicaCount: 8
                """)));
    // When
    Capacity capacity = capacity();
    // Then
    assertThat(capacity.total(Moment.NOW).get(Amounts.PODS)).isEqualByComparingTo("" + now);
    assertThat(capacity.total(Moment.MAXIMUM).get(Amounts.PODS)).isEqualByComparingTo("" + most);
  }

  @Test
  void countsRequestsAsTheSchedulerDoes() {
    // Given: containers and sidecar 1 + 2 + 4, the first init container 8, the second 3 beside 4
    children.add(
        new Child(
            ChildRole.MAIN_DEPLOYMENT,
            Yaml.object(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x, namespace: demo}
                spec:
                  template:
                    spec:
                      overhead: {cpu: 500m}
                      initContainers:
                      - {name: one, resources: {requests: {cpu: 8}}}
                      - {name: sidecar, restartPolicy: Always, resources: {requests: {cpu: 4}}}
                      - {name: two, resources: {requests: {cpu: 3}}}
                      containers:
                      - {name: main, resources: {requests: {cpu: 1}, limits: {cpu: 100, memory: 1Gi}}}
                      - {name: other, resources: {limits: {cpu: 2}}}
                """)));
    // When
    Amounts now = capacity().total(Moment.NOW);
    // Then
    assertThat(now.get(Amounts.CPU)).isEqualByComparingTo("8.5");
    assertThat(now.get(Amounts.MEMORY)).isEqualByComparingTo("1073741824");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodeSelector: {pool: h100}",
        "tolerations: [{operator: Exists}]\nnodeSelector: {pool: h100}",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values:"
            + " [h100]}]}]}}}",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{}]}}}",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{matchExpressions: [{key: rank, operator: Gt, values:"
            + " [\"3\"]}]}]}}}",
        "nodeName: other"
      })
  void findsNoNodeWhereRulesAllowNone(String rule) {
    // Given
    labelled("a", "{pool: a100, rank: \"3\"}", "");
    deployment("x", 1, "{nvidia.com/gpu: 1}", rule);
    // When
    Unplaced left = onlyLeft(Moment.NOW);
    // Then
    assertThat(left.reason()).isEqualTo(Unplaced.Reason.NO_NODE);
    assertThat(left.detail()).contains("1 of 1 nodes");
    assertThat(left.missing().get(GPU)).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodeSelector: {pool: a100}",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: NotIn, values:"
            + " [h100]}, {key: gone, operator: DoesNotExist}, {key: rank, operator: Gt, values:"
            + " [\"2\"]}]}]}}}",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values:"
            + " [a]}]}]}}}",
        "nodeName: a"
      })
  void findsTheNodeThatRulesAllow(String rule) {
    // Given
    labelled("a", "{pool: a100, rank: \"3\"}", "");
    deployment("x", 1, "{nvidia.com/gpu: 1}", rule);
    // Then
    assertThat(at(Moment.NOW).fits()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "taints: [{key: gpu, value: x, effect: NoSchedule}] | '' | false",
        "taints: [{key: gpu, value: x, effect: NoExecute}] | '' | false",
        "taints: [{key: gpu, value: x, effect: PreferNoSchedule}] | '' | true",
        "taints: [{key: gpu, value: x, effect: NoSchedule}] | {operator: Exists} | true",
        "taints: [{key: gpu, value: x, effect: NoSchedule}] | {key: gpu, operator: Exists} | true",
        "taints: [{key: gpu, value: x, effect: NoSchedule}] | {key: gpu, value: x} | true",
        "taints: [{key: gpu, value: x, effect: NoSchedule}] | {key: gpu, value: y} | false",
        "taints: [{key: gpu, effect: NoSchedule}] | {key: gpu, operator: Exists, effect: NoExecute} | false",
        "unschedulable: true | '' | false",
        "unschedulable: true | {operator: Exists} | true"
      })
  void honoursTaintsAndTolerations(String node, String toleration, boolean fits) {
    // Given
    labelled("a", "{}", node);
    deployment("x", 1, "{nvidia.com/gpu: 1}", "tolerations: [%s]".formatted(toleration));
    // Then
    assertThat(at(Moment.NOW).fits()).isEqualTo(fits);
  }

  @Test
  void leavesRoomForPodsOfOthers() {
    // Given: of 8, another took 6, one is over, and one is of the service itself
    node("a", "{nvidia.com/gpu: 8}");
    pod("other", "{}", "Running", 6);
    pod("over", "{}", "Succeeded", 8);
    pod(
        "own",
        "{app.kubernetes.io/part-of: llminferenceservice, app.kubernetes.io/name: llm}",
        "Running",
        2);
    deployment("x", 2, "{nvidia.com/gpu: 1}", "");
    // Then
    assertThat(at(Moment.NOW).fits()).isTrue();
    deployment("y", 1, "{nvidia.com/gpu: 1}", "");
    assertThat(at(Moment.NOW).missing().get(GPU)).isEqualByComparingTo("1");
  }

  @Test
  void countsDevicesByTheirDriver() {
    // Given
    node("a", "{}");
    claims(2);
    slice(1, 8);
    slice(2, 3); // what is older does not count
    cluster.add(
        Yaml.object(
            """
            kind: DeviceClass
            metadata: {name: h100}
            spec: {selectors: [{cel: {expression: "device.driver == 'gpu.nvidia.com'"}}]}
            """));
    // When
    Capacity capacity = capacity();
    // Then: a pod now, and one more in a rollout
    assertThat(at(capacity, Moment.NOW).fits()).isTrue();
    assertThat(at(capacity, Moment.ROLLOUT).missing().of())
        .containsOnlyKeys(Amounts.DEVICES + "gpu.nvidia.com");
  }

  @Test
  void saysThatDevicesAreNotKnown() {
    // Given
    node("a", "{}");
    claims(2);
    // When
    Capacity capacity = capacity();
    // Then
    assertThat(at(capacity, Moment.NOW).fits()).isTrue();
    assertThat(capacity.knowsDevices()).isFalse();
    assertThat(capacity.notes())
        .contains("no ResourceSlice is given, so devices are not looked at: h100");
  }

  @Test
  void namesWhatIsNotLookedAt() {
    // Given
    node("a", "{}");
    deployment("x", 1, "{}", "topologySpreadConstraints: [{whenUnsatisfiable: DoNotSchedule}]");
    // Then
    assertThat(capacity().notes())
        .contains("topologySpreadConstraints of Deployment demo/x are not looked at");
  }

  @Test
  void namesPoolsByTheFirstLabelThatANodeHas() {
    // Given
    labelled("a", "{node.kubernetes.io/instance-type: p5, karpenter.sh/nodepool: gpus}", "");
    labelled("b", "{node.kubernetes.io/instance-type: m5}", "");
    labelled("c", "{}", "");
    // Then
    assertThat(capacity().pools()).containsOnlyKeys("gpus", "m5", "");
    assertThat(Capacity.of(List.of(), Supply.of(cluster, List.of("karpenter.sh/nodepool"))).pools())
        .containsOnlyKeys("gpus", "");
  }

  @Test
  void placesNothingWithoutNodes() {
    // Given
    deployment("x", 3, "{nvidia.com/gpu: 1}", "");
    // When
    Capacity capacity = capacity();
    // Then
    assertThat(capacity.placements()).isEmpty();
    assertThat(capacity.total(Moment.NOW).get(GPU)).isEqualByComparingTo("3");
  }

  @Test
  void packsManyNodesAndServicesAtOnce() {
    // Given
    for (int i = 0; i < 500; i++) {
      node("n" + i, "{nvidia.com/gpu: 8, cpu: 64}");
    }
    for (int i = 0; i < 200; i++) {
      deployment("d" + i, 20, "{nvidia.com/gpu: 1, cpu: 8}", "");
    }
    // Then: 4000 pods for 4000 GPUs, one by one
    assertThat(at(Moment.NOW).fits()).isTrue();
    assertThat(at(Moment.ROLLOUT).missing().get(GPU)).isEqualByComparingTo("1000");
  }

  private Capacity capacity() {
    ServiceMeta service = ServiceMeta.of(Yaml.object("metadata: {name: llm, namespace: demo}"));
    Plan plan =
        new Plan(
            service,
            new Composition(null, List.of(), Map.of(), List.of()),
            children,
            List.of(),
            List.of(),
            Set.of(),
            null);
    return Capacity.of(List.of(plan), Supply.of(cluster, Supply.POOL_LABELS));
  }

  private Placement at(Moment moment) {
    return at(capacity(), moment);
  }

  private static Placement at(Capacity capacity, Moment moment) {
    return Objects.requireNonNull(capacity.placements().get(moment));
  }

  private Unplaced onlyLeft(Moment moment) {
    assertThat(at(moment).unplaced()).hasSize(1);
    return at(moment).unplaced().getFirst();
  }

  private void deployment(String name, int replicas, String limits, String pod) {
    deployment(name, replicas, limits, pod, "strategy: {}");
  }

  private void deployment(String name, int replicas, String limits, String pod, String strategy) {
    children.add(
        new Child(
            ChildRole.MAIN_DEPLOYMENT,
            Yaml.object(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: demo}
                spec:
                  replicas: %d
                  %s
                  template:
                    spec:
                      containers: [{name: main, resources: {limits: %s}}]
                %s
                """
                    .formatted(name, replicas, strategy, limits, pod.indent(6)))));
  }

  private void node(String name, String allocatable) {
    cluster.add(
        Yaml.object(
            "kind: Node\nmetadata: {name: %s}\nstatus: {allocatable: %s}\n"
                .formatted(name, allocatable)));
  }

  /** With eight GPUs. */
  private void labelled(String name, String labels, String spec) {
    cluster.add(
        Yaml.object(
            """
            kind: Node
            metadata: {name: %s, labels: %s}
            status: {allocatable: {nvidia.com/gpu: 8}}
            spec: {%s}
            """
                .formatted(name, labels, spec)));
  }

  private void pod(String name, String labels, String phase, int gpus) {
    cluster.add(
        Yaml.object(
            """
            kind: Pod
            metadata: {name: %s, namespace: demo, labels: %s}
            spec: {nodeName: a, containers: [{name: c, resources: {limits: {nvidia.com/gpu: %d}}}]}
            status: {phase: %s}
            """
                .formatted(name, labels, gpus, phase)));
  }

  /** A Deployment of one pod that claims devices. */
  private void claims(int count) {
    deployment(
        "x", 1, "{}", "resourceClaims: [{name: d, resourceClaimTemplateName: llm-managed-dra}]");
    children.add(
        new Child(
            ChildRole.RESOURCE_CLAIM_TEMPLATE,
            Yaml.object(
                """
                apiVersion: resource.k8s.io/v1
                kind: ResourceClaimTemplate
                metadata: {name: llm-managed-dra, namespace: demo}
                spec: {spec: {devices: {requests: [{exactly: {deviceClassName: h100, count: %d}}]}}}
                """
                    .formatted(count))));
  }

  private void slice(int generation, int devices) {
    cluster.add(
        Yaml.object(
            """
            kind: ResourceSlice
            metadata: {name: s%d}
            spec:
              driver: gpu.nvidia.com
              nodeName: a
              pool: {name: a, generation: %d}
              devices: [%s]
            """
                .formatted(
                    generation,
                    generation,
                    String.join(", ", Collections.nCopies(devices, "{name: d}")))));
  }
}
