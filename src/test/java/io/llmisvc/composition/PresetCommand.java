package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.composition.layer.WellKnown;
import io.llmisvc.composition.step.TemplateData;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.Expansion;
import io.llmisvc.template.ObjectExpansion;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.JsonValues;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * The command of a preset's main container with its placeholders filled in, and the words that vLLM
 * is to get from it.
 */
public final class PresetCommand {
  static final List<String> GATED =
      List.of(
          "--disable-access-log-for-endpoints",
          "/health,/metrics,/ping",
          "--shutdown-timeout",
          "40");
  static final List<String> SSL =
      words(
          "--enable-ssl-refresh --ssl-certfile /var/run/kserve/tls/tls.crt"
              + " --ssl-keyfile /var/run/kserve/tls/tls.key");

  private static final List<String> NUMBERS =
      List.of("Tensor", "Pipeline", "Data", "DataLocal", "DataRPCPort");

  private PresetCommand() {}

  static List<String> template(Map<String, String> values) {
    return command(WellKnown.TEMPLATE, "template", values);
  }

  /** Values are fields of the parallelism by their Go names, {@code EnableTLS} and {@code kv}. */
  static List<String> command(WellKnown preset, String pod, Map<String, String> values) {
    JsonNode command =
        Presets.load(preset, "kserve-", "kserve").at("/spec/" + pod + "/containers/0/command");
    return StreamSupport.stream(command.spliterator(), false)
        .map(item -> rendered(item.textValue(), values))
        .toList();
  }

  @SafeVarargs
  static List<String> serve(List<String>... parts) {
    List<String> argv =
        new ArrayList<>(
            words("serve /mnt/models --served-model-name llama publishers/demo/models/llama"));
    for (List<String> part : parts) {
      argv.addAll(part);
    }
    return argv;
  }

  static List<String> words(String text) {
    return List.of(text.strip().split(" "));
  }

  static String rendered(String text, Map<String, String> values) {
    Functions functions =
        TemplateData.FUNCTIONS.with(
            "kvTransferConfig",
            Function.of(1, (arguments, budget) -> Value.of(values.getOrDefault("kv", ""))));
    Expansion expansion =
        new ObjectExpansion(functions).expand(TextNode.valueOf(text), service(values));
    assertThat(expansion.failures()).isEmpty();
    return expansion.tree().textValue();
  }

  private static Value service(Map<String, String> values) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.putObject("metadata").put("name", "svc").put("namespace", "demo");
    ObjectNode spec = service.putObject("spec");
    ObjectNode parallelism = parallelism(values);
    spec.set("parallelism", parallelism);
    spec.putObject("prefill").set("parallelism", parallelism);
    Map<String, Value> config = Map.of("EnableTLS", Value.of(values.containsKey("EnableTLS")));
    return Values.embedding(
        JsonValues.struct(service, Schemas.load().type("LLMInferenceService")),
        Map.of("GlobalConfig", Values.struct("Config", config)));
  }

  private static ObjectNode parallelism(Map<String, String> values) {
    ObjectNode parallelism = JsonNodeFactory.instance.objectNode();
    for (String field : NUMBERS) {
      if (values.containsKey(field)) {
        String name = Character.toLowerCase(field.charAt(0)) + field.substring(1);
        parallelism.put(name, Integer.parseInt(Objects.requireNonNull(values.get(field))));
      }
    }
    return parallelism.put("expert", values.containsKey("Expert"));
  }
}
