package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a service says of itself from its first pass on: planned, then with its children as they are
 * in the phases of {@code phases.yaml}, one minute after the other. In the first one nothing is
 * there. What a case does not have is absent.
 */
class StatusGoldenTest {
  private static final Planner PLANNER = Planner.create();
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PHASE = Duration.ofMinutes(1);
  private static final long GENERATION = 1;

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("status");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsRecorded(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    StringBuilder story = new StringBuilder();
    LLMInferenceServiceStatus status = null;
    Instant now = START;
    // When
    for (Map.Entry<String, JsonNode> phase : golden.ofArea("phases.yaml").properties()) {
      status = status(inputs, phase.getValue(), status, now);
      story.append("# ").append(phase.getKey()).append('\n').append(Yaml.text(tree(status)));
      story.append("---\n");
      now = now.plus(PHASE);
    }
    // Then
    golden.expect("out-status.yaml", story.toString());
    golden.expectNothingElse();
  }

  /** Asks until nothing new is asked, as the edges do. */
  private static LLMInferenceServiceStatus status(
      Inputs inputs, JsonNode phase, @Nullable LLMInferenceServiceStatus previous, Instant now) {
    Set<Reference> asked = new HashSet<>();
    while (true) {
      ClusterFacts known = answered(inputs.facts(), asked);
      Plan plan =
          PLANNER.plan(new Inputs(inputs.service(), inputs.configs(), inputs.settings(), known));
      Map<ObjectKey, ObjectNode> live = live(plan, known, phase);
      Facts facts =
          new Facts(
              new ClusterFacts(known.served(), live, known.references())
                  .withServer(known.server()));
      LLMInferenceServiceStatus status =
          ServiceStatus.of(
              new StatusInputs(
                  plan,
                  new Observed(live, List.of(), plan.unread()),
                  inputs.settings(),
                  previous,
                  now),
              facts);
      if (!asked.addAll(plan.references()) & !asked.addAll(facts.asked())) {
        return status;
      }
    }
  }

  private static ClusterFacts answered(ClusterFacts facts, Set<Reference> asked) {
    Map<Reference, List<ObjectNode>> references = new HashMap<>(facts.references());
    asked.forEach(reference -> references.putIfAbsent(reference, List.of()));
    return new ClusterFacts(
        facts.served(),
        facts.children(),
        references,
        facts.publishers(),
        facts.rivals(),
        facts.server(),
        facts.group());
  }

  /** What the service has and what it plans, as the phase knows its kind. */
  private static Map<ObjectKey, ObjectNode> live(Plan plan, ClusterFacts known, JsonNode phase) {
    Map<ObjectKey, ObjectNode> live = new HashMap<>();
    if (phase.isEmpty()) {
      return live;
    }
    live.putAll(known.children());
    plan.children().forEach(child -> live.put(child.key(), child.object().deepCopy()));
    JsonNode gateways =
        plan.child(ChildRole.ROUTE)
            .map(Child::object)
            .map(route -> route.at("/spec/parentRefs"))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    live.forEach(
        (key, object) -> {
          object.withObjectProperty("metadata").put("generation", GENERATION);
          object.set("status", status(key.kind(), phase.path(key.kind().kind()), gateways));
        });
    return live;
  }

  /** Of routes and pools, what the phase has is what each Gateway says. */
  private static JsonNode status(Kind kind, JsonNode said, JsonNode gateways) {
    return switch (kind) {
      case HTTP_ROUTE, INFERENCE_POOL -> byGateway("parents", said, gateways);
      case INFERENCE_POOL_V1ALPHA2 -> byGateway("parent", said, gateways);
      default -> said.isMissingNode() ? JsonNodeFactory.instance.objectNode() : said.deepCopy();
    };
  }

  private static ObjectNode byGateway(String field, JsonNode said, JsonNode gateways) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ArrayNode answers = status.putArray(field);
    if (!said.isMissingNode()) {
      gateways.forEach(
          gateway ->
              answers.addObject().<ObjectNode>set("parentRef", gateway).setAll((ObjectNode) said));
    }
    return status;
  }

  private static JsonNode tree(LLMInferenceServiceStatus status) {
    return JSON.valueToTree(status);
  }
}
