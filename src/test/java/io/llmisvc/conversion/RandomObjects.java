package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.merge.RandomTrees;
import io.llmisvc.reconcile.HostileSpecs;
import io.llmisvc.schema.Schemas;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Random;

/**
 * Services and configs that say the same things in the words of either version, or of both at once,
 * and at times nonsense.
 */
final class RandomObjects {
  private static final int DEPTH = 4;
  private static final List<String> KINDS =
      List.of("LLMInferenceService", "LLMInferenceServiceConfig");

  private static final List<String> CACHES =
      List.of(
          "{cpu: 10Gi}",
          "{cpu: 5, evictionPolicy: arc}",
          "{cpu: 1Gi, secondary: [{fileSystem: {emptyDir: {size: 1Gi}}}]}",
          "{cpu: 1Gi, secondary: [{fileSystem: {pvc: {spec: {accessModes: [ReadWriteOnce]}}}},"
              + " {fileSystem: {pvc: {ref: {name: claim, path: a}}}}]}",
          "{cpu: 1Gi, later: [1]}",
          "{}");
  private static final List<String> CONFIDENTIAL =
      List.of("{enabled: true}", "{enabled: false, resourceId: 'kbs:///a/b/c'}", "{}");
  private static final List<String> CRITICALITIES = List.of("High", "Critical", "Sheddable", "''");
  private static final List<String> SELECTORS =
      List.of(
          "{app: a}",
          "{app: a, role: b}",
          "{matchLabels: {app: a}}",
          "{matchLabels: {}}",
          "{matchLabels: text}",
          "{matchLabels: {matchLabels: text}}",
          "{matchLabels: {app: a}, app: b}",
          "{app: {b: c}}",
          "{}");
  private static final List<String> PORT_LISTS =
      List.of(
          "[{number: 8000}]",
          "[{number: 8000}, {number: 8001}]",
          "[{number: 8000}, {number: 8000}]",
          "[{number: 8000, name: a}]",
          "[{}]",
          "[]",
          "[{number: 99999}]",
          "[text]");
  private static final List<String> PORTS = List.of("8000", "9000", "0", "text");
  private static final List<String> PICKERS =
      List.of(
          "{name: picker, port: {number: 9002}}",
          "{name: picker, group: '', kind: Service, port: {number: 9003}, failureMode: FailOpen}",
          "{name: picker}",
          "{name: picker, port: {}}",
          "{name: picker, port: {number: 9002, name: a}}",
          "{name: picker, portNumber: 9002}",
          "{port: 9002}",
          "{}");
  private static final List<String> EXTENSIONS =
      List.of(
          "{name: picker, portNumber: 9002}",
          "{name: picker, kind: Service, failureMode: FailClose}",
          "{name: picker, portNumber: 9002, port: {number: 1}}",
          "{name: [a]}",
          "{}");
  private static final List<String> PROTOCOLS = List.of("http", "kubernetes.io/h2c");
  private static final List<String> NONSENSE =
      List.of("text", "[]", "{}", "null", "7", "true", "[[{a: 1.5}]]", "{a: {b: [null]}}");

  private final Random random;
  private final RandomTrees trees;

  RandomObjects(long seed) {
    random = new Random(seed);
    trees = new RandomTrees(seed);
  }

  /** An object of a version, of which nobody can say what an API server would think. */
  ObjectNode any(ApiVersion version) {
    ObjectNode object = object(version, random.nextInt(3) == 0 ? hostile() : tame());
    say(object);
    if (random.nextInt(6) == 0) {
      annotations(object).put("team", "x".repeat(random.nextInt(300_000)));
    }
    return object;
  }

  /** An object of a version that says things in its words only. */
  ObjectNode proper(ApiVersion version) {
    ObjectNode object = object(version, tame());
    ObjectNode spec = object.withObject("/spec");
    spec.remove(List.of("kvCacheOffloading", "router", "prefill", "model"));
    ObjectNode model = spec.putObject("model").put("uri", "hf://org/model");
    ArrayNode adapters = model.putObject("lora").putArray("adapters");
    for (int i = random.nextInt(3); i > 0; i--) {
      adapters.addObject().put("uri", "hf://org/adapter").put("name", "adapter-" + i);
    }
    ObjectNode pool = withObject(spec, "router", "scheduler", "pool", "spec");
    if (random.nextBoolean()) {
      spec.putObject("prefill").put("replicas", 2);
    }
    if (version == ApiVersion.V1ALPHA1) {
      perhaps(model, "criticality", CRITICALITIES.subList(0, 3));
      pool.set("selector", yaml("{app: a}"));
      pool.put("targetPortNumber", 8000);
      pool.set("extensionRef", yaml(EXTENSIONS.getFirst()));
      return object;
    }
    perhaps(spec, "kvCacheOffloading", CACHES.subList(0, 4));
    if (spec.has("prefill")) {
      perhaps(spec.withObject("/prefill"), "kvCacheOffloading", CACHES.subList(0, 4));
    }
    perhaps(model, "confidential", CONFIDENTIAL.subList(0, 2));
    for (JsonNode adapter : adapters) {
      perhaps((ObjectNode) adapter, "confidential", CONFIDENTIAL.subList(0, 2));
    }
    if (random.nextBoolean()) {
      annotations(object).put("internal.serving.kserve.io/model-criticality", "Standard");
    }
    pool.set("selector", yaml("{matchLabels: {app: a}}"));
    pool.set("targetPorts", yaml(PORT_LISTS.get(random.nextInt(2))));
    pool.set("endpointPickerRef", yaml(PICKERS.getFirst()));
    perhaps(pool, "appProtocol", PROTOCOLS);
    return object;
  }

  /** Something that stands in an annotation where conversion would have written JSON. */
  String forgery() {
    return switch (random.nextInt(5)) {
      case 0 -> "x".repeat(1 << 20);
      case 1 -> "[".repeat(5000);
      case 2 -> words().toString();
      case 3 -> words() + "{";
      default -> yaml(one(NONSENSE)).toString();
    };
  }

  static JsonNode yaml(String text) {
    return Yaml.object("value: " + text).path("value");
  }

  private ObjectNode object(ApiVersion version, ObjectNode spec) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", version.toString()).put("kind", one(KINDS));
    object.putObject("metadata").put("namespace", "demo").put("name", "llm");
    object.set("spec", spec);
    return object;
  }

  private JsonNode words() {
    ObjectNode object = object(ApiVersion.V1ALPHA2, JsonNodeFactory.instance.objectNode());
    object.withObject("/spec/model").put("uri", "hf://org/model");
    say(object);
    return object.path("spec");
  }

  private ObjectNode tame() {
    return trees.struct(Schemas.load().type("LLMInferenceServiceSpec"), DEPTH);
  }

  private ObjectNode hostile() {
    return HostileSpecs.random(random);
  }

  /** Adds what the versions word differently. */
  private void say(ObjectNode object) {
    sometimes(object.withObject("/spec"), "kvCacheOffloading", CACHES);
    sometimes(object.withObject("/spec"), "prefill", List.of("{replicas: 2}"));
    if (object.at("/spec/prefill").isObject()) {
      sometimes(object.withObject("/spec/prefill"), "kvCacheOffloading", CACHES);
    }
    if (object.at("/spec/model").isObject()) {
      model(object.withObject("/spec/model"));
      if (random.nextInt(4) == 0) {
        annotations(object).put("internal.serving.kserve.io/model-criticality", "Standard");
      }
    }
    if (random.nextInt(4) > 0) {
      pool(withObject(object, "spec", "router", "scheduler", "pool", "spec"));
    }
  }

  private void model(ObjectNode model) {
    sometimes(model, "confidential", CONFIDENTIAL);
    sometimes(model, "criticality", CRITICALITIES);
    if (random.nextInt(3) == 0) {
      ArrayNode adapters = withObject(model, "lora").putArray("adapters");
      for (int i = random.nextInt(4); i > 0; i--) {
        ObjectNode adapter = adapters.addObject();
        sometimes(adapter, "name", List.of("a", "b", "c"));
        sometimes(adapter, "confidential", CONFIDENTIAL);
        sometimes(adapter, "criticality", CRITICALITIES);
      }
      if (random.nextInt(5) == 0) {
        adapters.add(yaml(one(NONSENSE)));
      }
    }
  }

  private void pool(ObjectNode pool) {
    sometimes(pool, "selector", SELECTORS);
    sometimes(pool, "targetPorts", PORT_LISTS);
    sometimes(pool, "targetPort", PORTS);
    sometimes(pool, "targetPortNumber", PORTS);
    sometimes(pool, "endpointPickerRef", PICKERS);
    sometimes(pool, "extensionRef", EXTENSIONS);
    sometimes(pool, "appProtocol", PROTOCOLS);
  }

  private void sometimes(ObjectNode object, String member, List<String> values) {
    perhaps(object, member, random.nextInt(10) == 0 ? NONSENSE : values);
  }

  private void perhaps(ObjectNode object, String member, List<String> values) {
    if (random.nextBoolean()) {
      object.set(member, yaml(one(values)));
    }
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static ObjectNode annotations(ObjectNode object) {
    return object.withObject("/metadata/annotations");
  }

  private static ObjectNode withObject(ObjectNode root, String... path) {
    ObjectNode here = root;
    for (String name : path) {
      here = here.get(name) instanceof ObjectNode child ? child : here.putObject(name);
    }
    return here;
  }
}
