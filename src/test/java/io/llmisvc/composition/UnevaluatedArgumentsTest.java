package io.llmisvc.composition;

import static io.llmisvc.composition.PresetCommand.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Structure;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.validation.structure.SpecStructure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnevaluatedArgumentsTest {
  private static final Composer COMPOSER =
      new Composer(new Structure(SpecStructure::ofService, SpecStructure::ofConfig));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "--max-model-len 8192          | write each word as an item of its own",
        "a b                           | write each word as an item of its own",
        "--seed=$SEED                  | write $(NAME) for one of the container's env",
        "${HOME}/x                     | write $(NAME) for one of the container's env",
        "--port=$(echo 1)              | write what the command would print",
        "`echo 1`                      | write what the command would print",
        "'{@a@: 1}'                    | the quotes around it are part of it",
        "--config='{@a@: [1, 2]}'      | the quotes around it are part of it",
        "--prompt=@say x@              | the quotes around it are part of it",
        "{\\@a\\@: 1}                  | the backslashes are part of it"
      })
  void tellsWhatAShellWouldHaveChanged(String item, String advice, @TempDir Path home)
      throws Exception {
    // Given
    String written = item.replace('@', '"');

    // When
    List<Finding> findings =
        findings(JsonNodeFactory.instance.objectNode().set("args", list(written)));
    var vllm = new PresetShell(home).run(template(Map.of()), written);

    // Then
    assertThat(vllm.argv()).endsWith(written);
    assertThat(evaluated(written)).isNotEqualTo(List.of(written));
    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.isError()).isFalse();
              assertThat(it.subject()).isEqualTo(Subject.MAIN_WORKLOAD);
              assertThat(it.path()).isEqualTo("spec.template.containers[name=main].args[0]");
              assertThat(it.message()).startsWith(written).contains(advice);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-model-len",
        "8192",
        "--max-model-len=8192",
        "--model-impl",
        "",
        "a$",
        "5$",
        "--a=b=c",
        "$(SEED)",
        "'"
      })
  void saysNothingOfWhatNeedsNoShell(String item) {
    assertThat(findings(JsonNodeFactory.instance.objectNode().set("args", list(item)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": \"$b c\"}", "[1, 2]"})
  void takesJsonForWhatItIs(String item, @TempDir Path home) throws Exception {
    assertThat(new PresetShell(home).run(template(Map.of()), item).argv()).endsWith(item);
    assertThat(findings(JsonNodeFactory.instance.objectNode().set("args", list(item)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "--seed $SEED                | write $(NAME) for one of the container's env",
        "--a 'b c' --d $(nproc)      | write what the command would print",
        "--a 'b $c' '$(d)'           | ",
        "--seed $(SEED)              | ",
        "--c '{@k@: @v w@}'          | "
      })
  void additionalArgumentsAreSplitButNotExpanded(String line, String advice) {
    // Given
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    container
        .putArray("env")
        .addObject()
        .put("name", "VLLM_ADDITIONAL_ARGS")
        .put("value", line.replace('@', '"'));

    // When
    List<Finding> findings = findings(container);

    // Then
    if (advice == null) {
      assertThat(findings).isEmpty();
      return;
    }
    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.path())
                  .isEqualTo(
                      "spec.template.containers[name=main].env[name=VLLM_ADDITIONAL_ARGS].value");
              assertThat(it.message()).contains(advice);
            });
  }

  @Test
  void saysNothingOfAScriptOfTheUsersOwn() {
    // Given
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    container.set("args", list("--max-model-len 8192"));
    container.set("command", list("/bin/sh", "-c", "eval \"vllm serve $*\""));

    // Then
    assertThat(findings(container)).isEmpty();
  }

  /** What a second evaluation makes of an argument, by a real shell. */
  private static List<String> evaluated(String item) throws Exception {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", "eval \"set -- $1\"; printf '%s\\n' \"$@\"", "sh", item)
            .start();
    List<String> words = new String(shell.getInputStream().readAllBytes()).lines().toList();
    shell.waitFor();
    return words;
  }

  private static List<Finding> findings(ObjectNode main) {
    Inputs good = GoldenCase.ofSamples("plan").findFirst().orElseThrow().inputs();
    ObjectNode service = good.service().deepCopy();
    main.put("name", "main");
    main.withArrayProperty("env").addObject().put("name", "SEED").put("value", "1");
    service
        .withObjectProperty("spec")
        .withObjectProperty("template")
        .putArray("containers")
        .add(main);
    Inputs inputs = new Inputs(service, good.configs(), good.settings(), good.facts());
    return COMPOSER.compose(inputs, new Facts(inputs.facts())).findings().stream()
        .filter(finding -> finding.reason().equals("ArgumentNotEvaluated"))
        .toList();
  }

  private static ArrayNode list(String... items) {
    ArrayNode list = JsonNodeFactory.instance.objectNode().putArray("list");
    for (String item : items) {
      list.add(item);
    }
    return list;
  }
}
