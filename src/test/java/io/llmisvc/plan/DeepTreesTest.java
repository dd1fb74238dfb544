package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.tree.ReadLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A tree that is as deep as readers allow needs less than half of the stack that a thread has. */
class DeepTreesTest {
  private static final Planner PLANNER = Planner.create();
  private static final int STACK = 512 << 10;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Stream<Arguments> places() {
    return Stream.of(
            "/spec",
            "/spec/labels",
            "/spec/model",
            "/spec/template",
            "/spec/template/affinity",
            "/spec/template/containers/0",
            "/spec/template/containers/0/env/0/valueFrom",
            "/spec/template/volumes/0/ephemeral",
            "/spec/router/scheduler/config/inline",
            "/spec/router/route/http/spec",
            "/spec/router/route/http/spec/rules/0")
        .flatMap(place -> Stream.of(Arguments.of(place, false), Arguments.of(place, true)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void plansAndExplainsWithALittleStack(String place, boolean ofLists) throws InterruptedException {
    // Given
    Inputs good = HostilePlans.good();
    ObjectNode service = good.service().deepCopy();
    int around = (int) place.chars().filter(c -> c == '/').count();
    owner(service, List.of(place.substring(1).split("/")))
        .set("deep", deep(ReadLimits.DEPTH - around, ofLists));
    assertThat(ReadLimits.excess(service.path("spec"))).isEmpty();
    Inputs inputs = new Inputs(service, good.configs(), good.settings(), good.facts());
    // When
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          PLANNER.plan(inputs);
          PLANNER.explain(inputs);
        };
    Thread thread = new Thread(null, work, "small stack", STACK);
    thread.setUncaughtExceptionHandler((it, e) -> failure.set(e));
    thread.start();
    thread.join();
    // Then
    assertThat(failure.get()).isNull();
  }

  private static ObjectNode owner(ObjectNode root, List<String> steps) {
    JsonNode here = root;
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      boolean ofList = i + 1 < steps.size() && steps.get(i + 1).equals("0");
      if (here instanceof ObjectNode object && ofList) {
        here = object.putArray(step).addObject().put("name", "main");
        i++;
      } else if (here instanceof ObjectNode object) {
        here = object.withObjectProperty(step);
      }
    }
    return (ObjectNode) here;
  }

  private static JsonNode deep(int levels, boolean ofLists) {
    UnaryOperator<JsonNode> wrap =
        ofLists ? it -> JSON.arrayNode().add(it) : it -> JSON.objectNode().set("a", it);
    return Stream.iterate((JsonNode) TextNode.valueOf("{{ .Name }}"), wrap)
        .limit(levels + 1L)
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
