package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The service for which configs are tried out. Templates may rely on what it has: a model without
 * adapters, replicas, data, local and tensor parallelism, pods and a worker, prefill without one,
 * and a router of references. It has no tracing, no tiers and no base references.
 */
final class SampleService {
  private static final String NAME = "test-llm-preset";
  private static final String NAMESPACE = "test-llm-preset-test";
  private static final String PREFIX = "test-llm-preset-";

  private SampleService() {}

  static ObjectNode tree() {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = service.putObject("metadata");
    metadata.put("name", NAME).put("namespace", NAMESPACE);
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/name", NAME)
        .put("app.kubernetes.io/component", "sample")
        .put("app.kubernetes.io/part-of", "llminferenceservice");
    metadata.putObject("annotations").put("serving.kserve.io/model-uri", "llama");
    ObjectNode spec = service.putObject("spec");
    spec.putObject("model").put("name", "llama").put("uri", "hf://llama/llama");
    spec.put("replicas", 2);
    spec.putObject("parallelism")
        .put("data", 4)
        .put("dataLocal", 2)
        .put("tensor", 1)
        .put("expert", true);
    pod(spec.putObject("template"));
    pod(spec.putObject("worker"));
    ObjectNode prefill = spec.putObject("prefill").put("replicas", 1);
    prefill.putObject("parallelism").put("tensor", 1).put("pipeline", 1);
    pod(prefill.putObject("template"));
    ObjectNode router = spec.putObject("router");
    router.putObject("route").putObject("http").putArray("refs").add(named("route"));
    router.putObject("gateway").putArray("refs").add(named("gateway").put("namespace", NAMESPACE));
    ObjectNode scheduler = router.putObject("scheduler");
    scheduler.putObject("pool").set("ref", named("pool"));
    pod(scheduler.putObject("template"));
    return service;
  }

  private static void pod(ObjectNode pod) {
    pod.putArray("containers").addObject().put("name", "kserve-container").put("image", "sample");
  }

  private static ObjectNode named(String what) {
    return JsonNodeFactory.instance.objectNode().put("name", PREFIX + what);
  }
}
