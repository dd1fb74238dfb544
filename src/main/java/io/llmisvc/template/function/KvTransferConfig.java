package io.llmisvc.template.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;

/**
 * {@code kvTransferConfig spec}: the vLLM flag that offloads the KV cache as the spec says, or
 * nothing when there is no spec. The flag's JSON stands in single quotes with its double quotes
 * escaped: it is made for a double-quoted shell assignment.
 */
public final class KvTransferConfig {
  public static final Function FUNCTION =
      Function.of(1, (arguments, budget) -> Value.of(flag(arguments.getFirst(), budget)));

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KvTransferConfig() {}

  private static String flag(Value argument, Budget budget) throws ValueException {
    Value spec = argument.followed();
    if (spec.isNothing()) {
      return "";
    }
    charge(spec, budget);
    String json = config(spec).toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return "--kv-transfer-config '" + json + "'";
  }

  /** For what the flag copies of the spec: escaped twice, and once for each tier. */
  private static void charge(Value spec, Budget budget) throws ValueException {
    budget.text(16L * (text(spec, "CPU").length() + text(spec, "EvictionPolicy").length()));
    if (field(spec, "Secondary") instanceof Value.Sequence list) {
      budget.steps(list.size());
      budget.text(200L * list.size());
    }
  }

  private static ObjectNode config(Value spec) throws ValueException {
    ObjectNode extra = JSON.objectNode();
    extra.put("cpu_bytes_to_use", ByteQuantity.parse(text(spec, "CPU")));
    String policy = text(spec, "EvictionPolicy");
    if (!policy.isEmpty()) {
      extra.put("eviction_policy", policy);
    }
    ArrayNode tiers = tiers(field(spec, "Secondary"));
    if (!tiers.isEmpty()) {
      extra.set("secondary_tiers", tiers);
    }
    extra.put("spec_name", "TieringOffloadingSpec");
    return JSON.objectNode()
        .put("kv_connector", "OffloadingConnector")
        .<ObjectNode>set("kv_connector_extra_config", extra)
        .put("kv_role", "kv_both");
  }

  /** One tier for each entry that is a file system; its number is its place among all entries. */
  private static ArrayNode tiers(Value secondary) throws ValueException {
    ArrayNode tiers = JSON.arrayNode();
    if (secondary instanceof Value.Sequence list) {
      for (int i = 0; i < list.size(); i++) {
        if (!field(list.get(i), "FileSystem").isNothing()) {
          tiers.add(JSON.objectNode().put("root_dir", "/mnt/kv-cache-" + i).put("type", "fs"));
        }
      }
    }
    return tiers;
  }

  private static String text(Value spec, String name) throws ValueException {
    return field(spec, name).followed() instanceof Value.Text text ? text.value() : "";
  }

  private static Value field(Value owner, String name) throws ValueException {
    Value field = owner.followed() instanceof Value.Struct struct ? struct.field(name) : null;
    if (field == null) {
      throw new ValueException(
          "wrong type for value; expected *KVCacheOffloadingSpec; got " + owner.typeName());
    }
    return field;
  }
}
