package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Child;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.plan.Planner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vLLM hears of adapters: from a service, by its plan, a kubelet's expansion and a bash. */
class AdapterArgumentsTest {
  private static final String OUR_PRESET = "";

  /** As in KServe's presets: a line is put together, and read once more. */
  private static final String EVALUATING =
      """
      eval "exec vllm serve /mnt/models \\
        --served-model-name $KSERVE_MODEL_NAME \\
        ${VLLM_ADDITIONAL_ARGS} \\
        $@"
      """;

  private static final String NAME = "it's $(HOME) \"$HOME\" `touch x` \\ $$";
  private static final String DIRECTORY = "/mnt/lora/it-s---HOME----HOME---touch-x------";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_]\\w*)\\)");

  @ParameterizedTest
  @ValueSource(strings = {OUR_PRESET, EVALUATING})
  void modulesReachVllmAsTheJsonThatTheyAre(String script, @TempDir Path home) throws Exception {
    // Given
    JsonNode container = planned(script);
    Map<String, String> env =
        container
            .path("env")
            .valueStream()
            .collect(
                Collectors.toMap(it -> it.path("name").asText(), it -> it.path("value").asText()));
    Function<JsonNode, List<String>> kubelet =
        words -> words.valueStream().map(word -> expanded(word.asText(), env)).toList();

    // When
    var vllm =
        new PresetShell(home)
            .run(
                kubelet.apply(container.path("command")),
                kubelet.apply(container.path("args")).toArray(String[]::new));

    // Then
    assertThat(vllm.argv())
        .containsSequence(
            "--enable-lora",
            "--max-lora-rank=32",
            "--max-loras=2",
            "--lora-modules",
            json(NAME, DIRECTORY),
            json("publishers/default/models/" + NAME, DIRECTORY),
            json("sql", "/mnt/lora/sql"),
            json("publishers/default/models/sql", "/mnt/lora/sql"),
            "--enforce-eager");
  }

  private static JsonNode planned(String script) {
    Inputs sample =
        GoldenCase.ofSamples("plan")
            .filter(it -> it.name().equals("25-lora-adapters"))
            .findFirst()
            .orElseThrow()
            .inputs();
    ObjectNode service = sample.service().deepCopy();
    ArrayNode adapters = (ArrayNode) service.at("/spec/model/lora/adapters");
    ((ObjectNode) adapters.get(1)).put("name", NAME);
    ObjectNode main = service.withObject("/spec/template").withArray("/containers").addObject();
    main.put("name", "main").putArray("args").add("--enforce-eager");
    if (!script.isEmpty()) {
      main.putArray("command").add("/bin/bash").add("-c").add(script).add("--");
    }
    Inputs inputs = new Inputs(service, sample.configs(), sample.settings(), sample.facts());
    return Planner.create().plan(inputs).children().stream()
        .filter(child -> child.key().kind() == Kind.DEPLOYMENT)
        .filter(child -> child.key().name().equals("lora-adapters-kserve"))
        .map(Child::object)
        .findFirst()
        .orElseThrow()
        .at("/spec/template/spec/containers/0");
  }

  /** As a kubelet does with words of a command line. */
  private static String expanded(String word, Map<String, String> env) {
    return REFERENCE
        .matcher(word)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null
                        ? "$"
                        : Objects.requireNonNullElse(env.get(found.group(1)), found.group())));
  }

  private static String json(String name, String path) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("path", path).toString();
  }
}
