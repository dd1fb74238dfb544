package io.llmisvc.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.llmisvc.cli.Terminal;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.diagnosis.Cause;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.GatewaySimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks a service in every way, among the real controllers, and asks why. */
class WhyTest {
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  /** The test is the kubelet of what no scheduler takes. */
  private static final String OWN_KUBELET =
      "  template: {schedulerName: nobody, containers: [{name: main}]}\n";

  private static final String MULTI_NODE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b"}
        parallelism: {data: 2, dataLocal: 1}
        template: {schedulerName: nobody, containers: [{name: main}]}
        worker: {schedulerName: nobody, containers: [{name: main}]}
      """;

  private static final String NOT_SIMULATED =
      "metadata: {labels: {%s: test}}".formatted(GatewaySimulator.NOT_MINE);

  private String namespace = "";

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
    WORLD.startOperator();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @BeforeEach
  void setUp() {
    namespace = WORLD.newNamespace();
  }

  @Test
  void hasNothingToSayOfAReadyService() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    // When
    Terminal.Answer answer = why();
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .startsWith(namespace + "/llm is ready\n")
        .contains("  ok       Service: generation ", "  ok       HTTPRoutesReady\n")
        .doesNotContain("what to do", "blocked", "waiting");
  }

  @Test
  void namesTheMissingConfigInTheWordsOfReady() {
    // Given
    WORLD.apply(namespace, service("  baseRefs: [{name: nowhere}]\n"));
    saysTheSameAs("PresetsCombined", "CONFIG");
    assertThat(why().out()).contains("nowhere", "what to do: correct the config or the field");
  }

  @Test
  void namesTheMissingGateway() {
    // Given
    String gateway = "gateway: {refs: [{name: nowhere, namespace: kserve}]}";
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("gateway: {}", gateway));
    // When
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    // Then
    saysTheSameAs("GatewaysReady", "REFUSED");
  }

  @Test
  void namesTheGatewayThatNobodyPrograms() {
    // Given
    WORLD.apply(
        namespace,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: idle}
        spec: {gatewayClassName: %s, listeners: [{name: http, port: 80, protocol: HTTP}]}
        """
            .formatted(GatewaySimulator.CLASS_OF_NOBODY));
    String gateway = "gateway: {refs: [{name: idle, namespace: %s}]}".formatted(namespace);
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("gateway: {}", gateway));
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    WORLD.await(namespace, "llm", "SchedulerWorkloadReady", "True");
    // Then
    saysTheSameAs("GatewaysReady", "GATEWAY");
    assertThat(why().out()).contains(namespace + "/idle");
  }

  @Test
  void namesTheKindThatTheClusterLacks() {
    // Given
    Crds.remove(WORLD.admin(), "scaledobjects.keda.sh");
    try {
      String keda =
          "  scaling: {minReplicas: 1, maxReplicas: 2, keda: {triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 20 * * *, desiredReplicas: '2'}}]}}\n";
      WORLD.apply(namespace, service(keda).replace("  replicas: 1\n", ""));
      WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
      // Then
      saysTheSameAs("ScalingReady", "KIND_MISSING");
    } finally {
      Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    }
  }

  @Test
  void namesWhoRefusesAChild() {
    // Given
    WORLD.apply(
        namespace,
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: no-deployments}
        spec: {hard: {count/deployments.apps: "0"}}
        """);
    WORLD.apply(namespace, service(""));
    // Then
    saysTheSameAs("MainWorkloadReady", "CHILD_REFUSED");
    assertThat(why().out()).contains("exceeded quota: no-deployments");
  }

  @Test
  void saysTheLastWordsOfThePicker() {
    // Given
    String own = "scheduler: {template: {schedulerName: nobody, containers: [{name: main}]}}";
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("scheduler: {}", own));
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    // When
    kubeletSays(
        "llm-kserve-router-scheduler",
        "containerStatuses",
        "{name: main, image: i, imageID: i, ready: false, restartCount: 7, state: {waiting: {reason: CrashLoopBackOff}},"
            + " lastState: {terminated: {exitCode: 1, message: 'unknown plugin: nope'}}}");
    // Then
    endsAsWhySays("SchedulerWorkloadReady", "container main ended with 1");
    expect("7 times: unknown plugin: nope", "its last lines say why");
  }

  @Test
  void warnsOfANameThatIsPublishedTwice() {
    // Given
    String named = OperatorWorld.routed("llm").replace("{uri: ", "{name: shared, uri: ");
    WORLD.apply(namespace, named);
    WORLD.apply(namespace, named.replace("{name: llm}", "{name: other}"));
    WORLD.awaitReady(namespace, "llm");
    // Then
    awaitAnswer("  warning  ");
    assertThat(why().exitCode()).isZero();
    assertThat(why().out()).contains("shared", "other");
  }

  @Test
  void saysThatAServiceIsStopped() {
    // Given
    WORLD.apply(
        namespace,
        service("")
            .replace("{name: llm}", "{name: llm, annotations: {serving.kserve.io/stop: 'true'}}"));
    WORLD.await(namespace, "llm", "Ready", "False");
    // Then
    expect("the annotation serving.kserve.io/stop is true", "start it: kubectl annotate llmisvc");
  }

  @Test
  void namesTheQuotaThatRefusesPods() {
    // Given
    WORLD.apply(
        namespace,
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: no-pods}
        spec: {hard: {pods: "0"}}
        """);
    WORLD.apply(namespace, service(""));
    // Then
    endsAsWhySays("MainWorkloadReady", "exceeded quota: no-pods");
    expect("blocked  MainWorkloadReady: pods \"llm-kserve-", "raise the quota");
  }

  @Test
  void namesTheResourceThatNoNodeHas() {
    // Given
    WORLD.apply(
        namespace,
        service(
            "  template: {containers: [{name: main, resources: {limits: {amd.com/gpu: 8}}}]}\n"));
    // Then
    endsAsWhySays("MainWorkloadReady", "Insufficient amd.com/gpu");
    expect(
        "it asks for 8 amd.com/gpu, the largest node has 0, at most 0 free on one node",
        "llmisvc capacity");
  }

  @Test
  void countsWhatOtherPodsTakeOfTheLargestNode() {
    // Given
    WORLD.apply(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: nearly-full}
        spec: {taints: [{key: of-this-test, effect: NoSchedule}]}
        """);
    merge(
        WORLD.admin().genericKubernetesResources("v1", "Node").withName("nearly-full"),
        "status",
        "status: {capacity: {example.com/card: '8'}, allocatable: {example.com/card: '8'}}");
    WORLD.apply(
        namespace,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: there}
        spec:
          nodeName: nearly-full
          tolerations: [{operator: Exists}]
          containers: [{name: c, image: i, resources: {limits: {example.com/card: 5}}}]
        """);
    WORLD.apply(
        namespace,
        service(
            "  template: {containers: [{name: main, resources: {limits: {example.com/card: 4}}}]}\n"));
    // Then
    try {
      awaitAnswer(
          "it asks for 4 example.com/card, the largest node has 8, at most 3 free on one node");
    } finally {
      WORLD.admin().nodes().withName("nearly-full").delete();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{state: {waiting: {reason: ImagePullBackOff, message: no such manifest}}} | container main cannot pull image i: no such manifest | correct the name of the image",
        "{state: {waiting: {reason: CreateContainerConfigError, message: secret x not found}}} | container main cannot be made: secret x not found | correct what is named",
        "{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}} | was killed | raise resources.limits.memory",
        "{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, message: CUDA error}}} | container main ended with 1 | 4 times: CUDA error"
      })
  void saysWhatTheKubeletSaysOfAContainer(String status, String words, String remedy) {
    // Given
    WORLD.apply(namespace, service(OWN_KUBELET));
    // When
    kubeletSays(
        "containerStatuses",
        status.replace(
            "{state", "{name: main, image: i, imageID: i, ready: false, restartCount: 4, state"));
    // Then
    endsAsWhySays("MainWorkloadReady", words);
    expect("blocked  MainWorkloadReady: Pod llm-kserve-", remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 Client Error: Unauthorized | the model's storage wants other credentials | give the service account a Secret",
        "404 Client Error: Entry Not Found | the model is not where spec.model.uri says | correct spec.model.uri",
        "OSError: No space left on device | the model does not fit where it is loaded to | more room"
      })
  void saysWhyAModelIsNotLoaded(String words, String fault, String remedy) {
    // Given
    WORLD.apply(namespace, service(OWN_KUBELET));
    // When
    kubeletSays(
        "initContainerStatuses",
        "{name: storage-initializer, image: i, imageID: i, ready: false, restartCount: 2,"
            + " state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, message: '%s'}}}"
                .formatted(words));
    // Then
    endsAsWhySays("MainWorkloadReady", "container storage-initializer ended with 1: " + fault);
    expect("2 times: " + words, remedy);
  }

  @Test
  void saysThatAProbeSpeaksAnotherProtocol() {
    // Given
    WORLD.apply(namespace, service(OWN_KUBELET));
    kubeletSays(
        "containerStatuses",
        "{name: main, image: i, imageID: i, ready: false, restartCount: 0, state: {running: {}}}");
    // When
    WORLD.apply(
        namespace,
        """
        apiVersion: v1
        kind: Event
        metadata: {name: probe}
        type: Warning
        reason: Unhealthy
        message: "Readiness probe failed: http: server gave HTTP response to HTTPS client"
        involvedObject: {kind: Pod, name: "%s", namespace: "%s", fieldPath: "spec.containers{main}"}
        """
            .formatted(pod("llm").getMetadata().getName(), namespace));
    // Then
    endsAsWhySays("MainWorkloadReady", "container main runs and is not ready yet");
    expect("server gave HTTP response to HTTPS client", "set the probe's httpGet.scheme");
  }

  @Test
  void saysThatAGroupWaits() {
    // Given
    WORLD.apply(namespace, MULTI_NODE);
    WORLD.await(namespace, "llm", "WorkerWorkloadReady", "False");
    Await.until("a pod of the group is there", () -> !pods().isEmpty());
    // Then
    endsAsWhySays("WorkerWorkloadReady", "a group has 2 pods and is ready when all are");
    expect("waiting  WorkerWorkloadReady: Pod llm-kserve-mn-0");
  }

  @Test
  void saysWhoHasNotAcceptedTheRoute() {
    // Given
    String section =
        "gateway: {refs: [{name: kserve-ingress-gateway, namespace: kserve, sectionName: nowhere}]}";
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("gateway: {}", section));
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    WORLD.await(namespace, "llm", "SchedulerWorkloadReady", "True");
    // Then
    assertThat(why().out()).contains("blocked  ");
    assertThat(why().out()).contains(message("Ready"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Accepted | NotSupportedByParent", "ResolvedRefs | InvalidExtensionRef"})
  void saysWhichGatewayDoesNotTakeThePool(String type, String reason) {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    String answer =
        """
        {"parentRef": {"name": "kserve-ingress-gateway", "namespace": "kserve"}, "conditions": [
          {"type": "Accepted", "status": "True", "reason": "Accepted", "message": "", "lastTransitionTime": "2026-11-27T01:00:00Z"},
          {"type": "ResolvedRefs", "status": "True", "reason": "ResolvedRefs", "message": "", "lastTransitionTime": "2026-11-27T01:00:00Z"}]}
        """
            .replace(
                "\"%s\", \"status\": \"True\", \"reason\": \"%s\"".formatted(type, type),
                "\"%s\", \"status\": \"False\", \"reason\": \"%s\"".formatted(type, reason));
    // When
    inferencePools().forEach(pool -> merge(pool, "", NOT_SIMULATED));
    Await.untilAsserted(
        () -> {
          // the simulator may have one more answer on its way
          inferencePools().forEach(pool -> gatewaySays(pool, answer));
          assertThat(
                  WORLD.condition(namespace, "llm", "InferencePoolReady").orElseThrow().message())
              .contains(
                  "Gateway kserve/kserve-ingress-gateway says %s=False/%s".formatted(type, reason));
        });
    // Then
    saysTheSameAs("InferencePoolReady", "POOL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls.key | data[tls.key] is not the key of tls.crt",
        "ca.crt | data[ca.crt] does not vouch for tls.crt"
      })
  void saysWhatIsWrongWithTheCertificate(String key, String words) {
    // Given
    WORLD.apply(namespace, service(""));
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    KeyAndCertificate other =
        new CertificateIssuer()
            .selfSigned(
                new ServerNames(List.of("other"), List.of()),
                Validity.of(Instant.now(), Duration.ofDays(1)));
    String pem = key.equals("tls.key") ? other.keyPem() : other.certificatePem();
    // When
    WORLD
        .admin()
        .secrets()
        .inNamespace(namespace)
        .withName("llm-kserve-self-signed-certs")
        .edit(
            secret ->
                new SecretBuilder(secret)
                    .addToData(key, Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)))
                    .build());
    // Then
    expect(
        "blocked  Certificate: Secret %s/llm-kserve-self-signed-certs: %s"
            .formatted(namespace, words),
        Cause.CERTIFICATE.remedy());
  }

  @Test
  void namesTheListenerWithoutACertificate() {
    // Given
    WORLD.apply(
        namespace,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: secure}
        spec:
          gatewayClassName: %s
          listeners:
          - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: lost}]}}
        """
            .formatted(GatewaySimulator.CLASS_OF_NOBODY));
    String gateway = "gateway: {refs: [{name: secure, namespace: %s}]}".formatted(namespace);
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("gateway: {}", gateway));
    // When
    merge(
        WORLD
            .admin()
            .genericKubernetesResources("gateway.networking.k8s.io/v1", "Gateway")
            .inNamespace(namespace)
            .withName("secure"),
        "status",
        """
        status:
          conditions:
          - {type: Programmed, status: "False", reason: Invalid, message: no listener is valid, lastTransitionTime: "2026-11-27T01:00:00Z"}
          listeners:
          - name: https
            attachedRoutes: 0
            supportedKinds: []
            conditions:
            - {type: ResolvedRefs, status: "False", reason: InvalidCertificateRef, message: Secret lost not found, lastTransitionTime: "2026-11-27T01:00:00Z"}
        """);
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    WORLD.await(namespace, "llm", "SchedulerWorkloadReady", "True");
    // Then
    awaitAnswer("its listener https says ResolvedRefs=False/InvalidCertificateRef: Secret lost");
    saysTheSameAs("GatewaysReady", "CERTIFICATE");
  }

  @Test
  void saysThatNobodyLooksAtTheService() {
    // Given
    WORLD.stopOperator();
    try {
      WORLD.apply(namespace, service(""));
      // Then
      expect("it has no status: no operator has looked at it", "llmisvc doctor");
    } finally {
      WORLD.startOperator();
    }
  }

  @Test
  void saysTheSameToTools() {
    // Given
    WORLD.apply(namespace, service("  baseRefs: [{name: nowhere}]\n"));
    WORLD.await(namespace, "llm", "Ready", "False");
    // Then
    assertThat(run("why", "-o", "json").out())
        .contains("\"ready\": false", "\"cause\": \"Config\"", "\"part\": \"PresetsCombined\"");
  }

  private static String service(String more) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: llm}
    spec:
      model: {uri: "hf://a/b"}
      replicas: 1
    """
        + more;
  }

  /** The condition Ready and the answer have the same sentence. */
  private void saysTheSameAs(String part, String cause) {
    WORLD.await(namespace, "llm", "Ready", "False");
    WORLD.await(namespace, "llm", part, "False");
    // What blocks may say something else first, and answers are read one after the other.
    Await.untilAsserted(
        () -> {
          String said = message(part);
          Terminal.Answer answer = why();
          assertThat(answer.exitCode()).isEqualTo(1);
          assertThat(answer.out())
              .contains("  blocked  %s: %s\n".formatted(part, said), Cause.valueOf(cause).remedy());
          assertThat(message("Ready")).isEqualTo(said);
        });
  }

  /** What pods say ends the message of the condition, and is what {@code why} says of it. */
  private void endsAsWhySays(String part, String words) {
    Await.untilAsserted(
        () -> {
          String out = why().out();
          String said = sentence(out, part);
          assertThat(said).contains(words);
          assertThat(message(part)).endsWith("; " + said);
          assertThat(out.split(Pattern.quote(said), -1)).as("said once").hasSize(2);
          assertThat(message("Ready")).endsWith(said);
        });
  }

  private static String sentence(String out, String part) {
    return out.lines()
        .filter(line -> line.startsWith(part + ": ", "  blocked  ".length()))
        .map(line -> line.substring("  blocked  ".length() + part.length() + ": ".length()))
        .findFirst()
        .orElse("not said");
  }

  private String message(String type) {
    return requireNonNull(WORLD.condition(namespace, "llm", type).orElseThrow().message());
  }

  private void expect(String... words) {
    Terminal.Answer answer = why();
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).contains(words);
  }

  private void awaitAnswer(String words) {
    Await.until("why says: " + words, () -> why().out().contains(words));
  }

  /** Those that the operator made, in both API groups. */
  private Stream<Resource<GenericKubernetesResource>> inferencePools() {
    return Stream.of("inference.networking.k8s.io/v1", "inference.networking.x-k8s.io/v1alpha2")
        .map(version -> WORLD.admin().genericKubernetesResources(version, "InferencePool"))
        .flatMap(pools -> pools.inNamespace(namespace).resources());
  }

  private static void gatewaySays(Resource<GenericKubernetesResource> pool, String answer) {
    String list = pool.get().getApiVersion().endsWith("/v1") ? "parents" : "parent";
    merge(pool, "status", "status: {%s: [%s]}".formatted(list, answer));
  }

  private static void merge(
      Resource<GenericKubernetesResource> object, String subresource, String yaml) {
    String patch = Serialization.asJson(Serialization.unmarshal(yaml, JsonNode.class));
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    if (subresource.isEmpty()) {
      object.patch(merge, patch);
    } else {
      object.subresource(subresource).patch(merge, patch);
    }
  }

  private List<Pod> pods() {
    return WORLD.admin().pods().inNamespace(namespace).list().getItems();
  }

  private Pod pod(String prefix) {
    Await.until("a pod is there", () -> named(prefix).findFirst().isPresent());
    return named(prefix).findFirst().orElseThrow();
  }

  private Stream<Pod> named(String prefix) {
    return pods().stream().filter(pod -> pod.getMetadata().getName().startsWith(prefix));
  }

  private void kubeletSays(String field, String status) {
    kubeletSays("llm-kserve-", field, status);
  }

  private void kubeletSays(String prefix, String field, String status) {
    Pod pod = pod(prefix);
    Pod said =
        Serialization.unmarshal(
            "status: {phase: Pending, %s: [%s]}".formatted(field, status), Pod.class);
    pod.setStatus(said.getStatus());
    WORLD.admin().resource(pod).updateStatus();
  }

  private Terminal.Answer why() {
    return run("why", "llm");
  }

  private Terminal.Answer run(String... arguments) {
    return ReadingUser.of(WORLD).run(namespace, arguments);
  }
}
