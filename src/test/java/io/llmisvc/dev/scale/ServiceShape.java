package io.llmisvc.dev.scale;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of services there are, after {@code samples/}; the first is the most frequent. */
enum ServiceShape {
  /** A Deployment with Gateway, route and endpoint picker. */
  ROUTED(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        router: {gateway: {}, route: {}, scheduler: {}}
      """),
  /** The same, of three shared configs and an override. */
  COMPOSED(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        replicas: 5
      """,
      "bench-single-gpu",
      "bench-router"),
  /** A LeaderWorkerSet, because a worker is given. */
  MULTI_NODE(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        replicas: 2
        parallelism: {tensor: 4, data: 8, dataLocal: 4}
        template:
          containers:
          - name: main
            image: vllm/vllm-openai:latest
            args: ["--model", "/mnt/models", "--tensor-parallel-size", "4"]
            resources: {limits: {nvidia.com/gpu: "4", cpu: "16", memory: 128Gi}}
        worker:
          containers:
          - name: main
            image: vllm/vllm-openai:latest
            args: ["--model", "/mnt/models", "--tensor-parallel-size", "4"]
            resources: {limits: {nvidia.com/gpu: "4", cpu: "16", memory: 128Gi}}
        router: {gateway: {}, route: {}, scheduler: {}}
      """),
  /** Two Deployments. */
  PREFILL_DECODE(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        replicas: 1
        template:
          containers:
          - name: main
            image: vllm/vllm-openai:latest
            args: ["--model", "/mnt/models", "--enforce-eager"]
            resources: {limits: {nvidia.com/gpu: "1", cpu: "8", memory: 64Gi}}
        prefill:
          replicas: 2
          template:
            containers:
            - name: main
              image: vllm/vllm-openai:latest
              args: ["--model", "/mnt/models", "--enable-chunked-prefill"]
              resources: {limits: {nvidia.com/gpu: "2", cpu: "16", memory: 128Gi}}
        router: {gateway: {}, route: {}, scheduler: {}}
      """),
  /** A Deployment and its Service. */
  PLAIN(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
      """),
  /** A Gateway of another namespace. */
  GATEWAY_REFERENCED(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        router:
          gateway: {refs: [{name: my-custom-gateway, namespace: istio-system}]}
          route: {}
      """),
  /** Data parallelism without a router. */
  DATA_PARALLEL(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        parallelism: {data: 16, dataLocal: 8}
        template:
          containers:
          - {name: main, resources: {limits: {nvidia.com/gpu: "8"}}}
        worker:
          containers:
          - {name: main, resources: {limits: {nvidia.com/gpu: "8"}}}
      """),
  /** Every managed rule of the route adjusted. */
  TIMEOUTS(
      """
        model: {uri: "hf://meta-llama/Llama-3.1-8B-Instruct"}
        router:
          gateway: {}
          route: {http: {spec: {rules: [{timeouts: {request: "300s", backendRequest: "300s"}}]}}}
          scheduler: {}
      """);

  /** Of ten services, three are like the first. */
  private static final List<ServiceShape> TEN =
      List.of(
          ROUTED,
          COMPOSED,
          MULTI_NODE,
          PREFILL_DECODE,
          ROUTED,
          PLAIN,
          GATEWAY_REFERENCED,
          DATA_PARALLEL,
          TIMEOUTS,
          ROUTED);

  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: %s, namespace: %s}
      spec:
        baseRefs: [%s]
      """;

  private final String spec;
  private final List<String> configs;

  ServiceShape(String spec, String... configs) {
    this.spec = spec;
    this.configs = List.of(configs);
  }

  /** In every ten namespaces and in every ten services each shape comes as often. */
  static ServiceShape of(int i) {
    return TEN.get((i + i / TEN.size()) % TEN.size());
  }

  /**
   * @param first what it refers to before its own configs
   */
  String yaml(String namespace, String name, List<String> first) {
    String references =
        Stream.concat(first.stream(), configs.stream())
            .map("{name: %s}"::formatted)
            .collect(Collectors.joining(", "));
    return SERVICE.formatted(name, namespace, references) + spec;
  }
}
