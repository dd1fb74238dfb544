package io.llmisvc.dev.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The services of a run and what they refer to: the same for the same numbers, always. */
public final class ScaleWorkload {
  static final String SYSTEM = "kserve";
  static final String SHARED = "bench-shared";

  /** What an edit of the shared config changes in every workload. */
  static final String EDIT =
      """
      {"spec": {"template": {"containers": [{"name": "main", "env": [{"name": "BENCH_ROUND", "value": "2"}]}]}}}
      """;

  /** What a change of the shared config looks like that changes nothing. */
  static final String ANNOTATION = "{\"metadata\": {\"annotations\": {\"bench\": \"touched\"}}}";

  private static final int NAMESPACES = 10;

  private static final String CONFIGS =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: bench-shared, namespace: kserve}
      spec:
        template:
          containers:
          - {name: main, env: [{name: BENCH_ROUND, value: "1"}]}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: bench-single-gpu, namespace: kserve}
      spec:
        replicas: 3
        template:
          containers:
          - {name: main, resources: {limits: {nvidia.com/gpu: "1"}}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: bench-router, namespace: kserve}
      spec: {router: {gateway: {}, route: {}, scheduler: {}}}
      """;

  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: %s}
      """;

  private static final String OWN =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: hub, namespace: %1$s}
      stringData: {HF_TOKEN: none}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: llm, namespace: %1$s}
      secrets: [{name: hub}]
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: llm, namespace: %1$s}
      spec:
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        template: {serviceAccountName: llm}
      """;

  private final int count;
  private final boolean isOwn;

  /** One service. */
  public record Named(String namespace, String name, String yaml) {}

  public ScaleWorkload(int count, boolean isOwn) {
    this.count = count;
    this.isOwn = isOwn;
  }

  /** What is there before the operator starts. */
  public List<String> before() {
    List<String> documents = new ArrayList<>(documents(CONFIGS));
    if (!isOwn) {
      IntStream.range(0, NAMESPACES)
          .forEach(i -> documents.add(NAMESPACE.formatted(namespaceOf(i))));
    }
    return documents;
  }

  /** The namespace of each service; nothing when they share some. */
  List<String> ownNamespaces() {
    return isOwn
        ? indices().mapToObj(i -> NAMESPACE.formatted(namespaceOf(i))).toList()
        : List.of();
  }

  /** What each service has in its own namespace. */
  List<String> ownObjects() {
    return isOwn
        ? indices().boxed().flatMap(i -> documents(OWN.formatted(namespaceOf(i))).stream()).toList()
        : List.of();
  }

  public List<Named> services() {
    return indices().mapToObj(this::service).toList();
  }

  private Named service(int i) {
    ServiceShape shape = ServiceShape.of(i);
    String name = "llm-%05d".formatted(i);
    List<String> configs = new ArrayList<>(List.of(SHARED));
    if (isOwn) {
      configs.add("llm");
    }
    return new Named(namespaceOf(i), name, shape.yaml(namespaceOf(i), name, configs));
  }

  private String namespaceOf(int i) {
    return isOwn ? "own-%05d".formatted(i) : "bench-" + i % NAMESPACES;
  }

  private IntStream indices() {
    return IntStream.range(0, count);
  }

  private static List<String> documents(String yaml) {
    return List.of(yaml.split("(?m)^---\n"));
  }
}
