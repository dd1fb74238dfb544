package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Child;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes into a service or a config, the answer is a plan with findings. */
class PlanRobustnessTest {
  private static final Planner PLANNER = Planner.create();
  private static final long SEED = 20260801;
  private static final int TRIALS = 25;
  private static final List<JsonNode> ODD =
      List.of(
          TextNode.valueOf("text"),
          TextNode.valueOf("{{ .Nothing }}"),
          TextNode.valueOf(""),
          IntNode.valueOf(-1),
          BooleanNode.TRUE,
          NullNode.getInstance(),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.arrayNode().add("text").addNull(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode().put("text", "text"));

  static Stream<GoldenCase> samples() {
    return GoldenCase.ofSamples("plan");
  }

  static Stream<GoldenCase> cases() {
    return Stream.concat(samples(), GoldenCase.in("composition"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansAndExplainsWhateverIsWritten(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    Random dice = new Random(SEED + golden.name().hashCode());
    for (int trial = 0; trial < TRIALS; trial++) {
      Inputs odd = dice.nextBoolean() ? withOddService(inputs, dice) : withOddConfig(inputs, dice);
      // When, Then
      assertThatCode(
              () -> {
                PLANNER.plan(odd);
                PLANNER.explain(odd);
              })
          .as("%s", odd.service())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesValidNamesAndLabelsToTheLongestName(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    ObjectNode service = inputs.service().deepCopy();
    service.withObjectProperty("metadata").put("name", "a".repeat(253));
    // When
    Plan plan =
        PLANNER.plan(new Inputs(service, inputs.configs(), inputs.settings(), inputs.facts()));
    // Then
    assertThat(plan.children()).isNotEmpty();
    for (Child child : plan.children()) {
      assertThat(child.key().name()).hasSizeLessThanOrEqualTo(63);
      assertThat(labelValues(child.object())).allMatch(value -> value.length() <= 63);
    }
  }

  private static List<String> labelValues(JsonNode object) {
    return Stream.of("labels", "matchLabels", "selector")
        .flatMap(name -> object.findValues(name).stream())
        .flatMap(JsonNode::valueStream)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  private static Inputs withOddService(Inputs inputs, Random dice) {
    ObjectNode service = inputs.service().deepCopy();
    spoil(service, dice);
    if (dice.nextInt(4) == 0) {
      ObjectNode metadata = service.withObjectProperty("metadata");
      metadata.withObjectProperty("annotations").put("serving.kserve.io/stop", "true");
    }
    return new Inputs(service, inputs.configs(), inputs.settings(), inputs.facts());
  }

  private static Inputs withOddConfig(Inputs inputs, Random dice) {
    Map<NamespacedName, ObjectNode> configs = new HashMap<>();
    inputs.configs().forEach((name, config) -> configs.put(name, config.deepCopy()));
    configs.keySet().stream().sorted().map(configs::get).forEach(config -> spoil(config, dice));
    return new Inputs(inputs.service(), configs, inputs.settings(), inputs.facts());
  }

  private static void spoil(ObjectNode object, Random dice) {
    List<JsonPointer> places = new ArrayList<>();
    collect(object.path("spec"), JsonPointer.compile("/spec"), places);
    JsonPointer place = places.get(dice.nextInt(places.size()));
    JsonNode value = ODD.get(dice.nextInt(ODD.size())).deepCopy();
    JsonNode owner = object.at(place.head());
    if (owner instanceof ObjectNode parent) {
      parent.set(place.last().getMatchingProperty(), value);
    } else if (owner instanceof ArrayNode list) {
      list.set(place.last().getMatchingIndex(), value);
    }
  }

  private static void collect(JsonNode node, JsonPointer here, List<JsonPointer> places) {
    places.add(here);
    node.properties().forEach(e -> collect(e.getValue(), here.appendProperty(e.getKey()), places));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), here.appendIndex(i), places);
    }
  }
}
