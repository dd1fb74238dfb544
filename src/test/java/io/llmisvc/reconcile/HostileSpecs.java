package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Specs that an API server may store and that readers with types of their own may choke on. */
public final class HostileSpecs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<BiConsumer<ObjectNode, Random>> SPITES =
      List.of(
          (spec, random) ->
              container(spec).withObject("/resources/limits").set("memory", odd(random)),
          (spec, random) ->
              container(spec).withObject("/resources/requests").set("cpu", odd(random)),
          (spec, random) -> volume(spec).withObject("/emptyDir").set("sizeLimit", odd(random)),
          (spec, random) -> inline(spec).set("deep", deep(random.nextInt(3000))),
          (spec, random) -> inline(spec).put("k".repeat(random.nextInt(60_000) + 1), 1),
          (spec, random) -> inline(spec).put("number", random.nextDouble() * 1e308),
          (spec, random) -> inline(spec).putNull("nothing"),
          (spec, random) -> selector(spec).set("matchLabels", deep(random.nextInt(400))),
          (spec, random) -> lora(spec).set("adapters", deep(random.nextInt(400))),
          (spec, random) -> adapter(spec).set("deep", deep(random.nextInt(2000))),
          (spec, random) ->
              spec.withObject("/template/nodeSelector")
                  .put("n".repeat(random.nextInt(60_000)), "x"),
          (spec, random) -> spec.withObject("/template/nodeSelector").putNull("a"),
          (spec, random) -> spec.withObject("/template").set("affinity", NODES.nullNode()),
          (spec, random) -> container(spec).withArray("/args").add("x".repeat(200_000)),
          (spec, random) -> spec.withObject("/labels").put("app", "{{ " + "(".repeat(5000)));

  private HostileSpecs() {}

  /** A spec with one to three spites; the API server may refuse it. */
  public static ObjectNode random(Random random) {
    ObjectNode spec = NODES.objectNode();
    spec.withObject("/model").put("uri", "hf://a/b");
    int spites = 1 + random.nextInt(3);
    for (int i = 0; i < spites; i++) {
      SPITES.get(random.nextInt(SPITES.size())).accept(spec, random);
    }
    return spec;
  }

  private static ObjectNode container(ObjectNode spec) {
    ArrayNode containers = spec.withArray("/template/containers");
    return containers.isEmpty()
        ? containers.addObject().put("name", "main")
        : (ObjectNode) containers.get(0);
  }

  private static ObjectNode volume(ObjectNode spec) {
    return spec.withArray("/template/volumes").addObject().put("name", "v");
  }

  private static ObjectNode inline(ObjectNode spec) {
    return spec.withObject("/router/scheduler/config/inline");
  }

  private static ObjectNode selector(ObjectNode spec) {
    return spec.withObject("/router/scheduler/pool/spec/selector");
  }

  private static ObjectNode lora(ObjectNode spec) {
    return spec.withObject("/model/lora");
  }

  private static ObjectNode adapter(ObjectNode spec) {
    return lora(spec).putArray("adapters").addObject().put("name", "a");
  }

  /** What stands where a quantity belongs. */
  private static JsonNode odd(Random random) {
    List<JsonNode> odd =
        List.of(
            TextNode.valueOf(""),
            TextNode.valueOf("{{ .Spec.Parallelism.Tensor }}Gi"),
            TextNode.valueOf("much"),
            TextNode.valueOf("1e400"),
            NODES.numberNode(1),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.nullNode());
    return odd.get(random.nextInt(odd.size()));
  }

  private static JsonNode deep(int levels) {
    JsonNode inner = NODES.numberNode(1);
    for (int i = 0; i < levels; i++) {
      inner = i % 7 == 0 ? NODES.arrayNode().add(inner) : NODES.objectNode().set("d", inner);
    }
    return inner;
  }
}
