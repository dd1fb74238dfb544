package io.llmisvc.status;

import static io.llmisvc.model.ChildRole.MAIN_DEPLOYMENT;
import static io.llmisvc.status.condition.ConditionType.MAIN_WORKLOAD_READY;
import static io.llmisvc.status.condition.ConditionType.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pods say ends the message of the condition of their workload. */
class PodReasonsTest {
  private static final Instant LATER = Scene.NOW.plus(Duration.ofMinutes(1));
  private static final String DEPLOYMENT =
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: my-llm-kserve, namespace: demo},
       spec: {template: {metadata: {labels: {app.kubernetes.io/name: pooled}}}}}
      """;
  private static final String STARTS =
      "conditions: [{type: Available, status: 'False', reason: MinimumReplicasUnavailable, message: too few}]";
  private static final String RUNS = "conditions: [{type: Available, status: 'True'}]";
  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: demo}}";
  private static final String SAYS =
      "Deployment demo/my-llm-kserve: too few; Pod a of 1 and nothing before";

  @Test
  void endTheMessageUpToReady() {
    Scene scene = starting().labelled(Labels.NAME, "pooled", POD);

    assertThat(scene.message(MAIN_WORKLOAD_READY)).isEqualTo(SAYS);
    assertThat(scene.message(READY)).isEqualTo(SAYS);
    assertThat(scene.condition(READY)).isEqualTo("False/MinimumReplicasUnavailable");
  }

  @Test
  void stayWhileNobodyKnowsWhichPodsThereAre() {
    Scene known = starting().labelled(Labels.NAME, "pooled", POD);
    Scene unknown = starting().after(known.status(), LATER);

    assertThat(unknown.status().conditions()).isEqualTo(known.status().conditions());
    assertThat(starting().message(READY)).isEqualTo("Deployment demo/my-llm-kserve: too few");
  }

  @Test
  void goWithTheTrouble() {
    Scene known = starting().labelled(Labels.NAME, "pooled", POD);

    assertThat(
            Scene.of("{}")
                .running(MAIN_DEPLOYMENT, DEPLOYMENT, RUNS)
                .blaming((workload, pods, said) -> Optional.of("never asked"))
                .after(known.status(), LATER)
                .message(READY))
        .isEmpty();
    assertThat(
            starting()
                .labelled(Labels.NAME, "pooled", POD)
                .blaming((workload, pods, said) -> Optional.empty())
                .after(known.status(), LATER)
                .message(READY))
        .isEqualTo("Deployment demo/my-llm-kserve: too few");
  }

  @Test
  void hearWhatWasSaidBefore() {
    Scene known = starting().labelled(Labels.NAME, "pooled", POD);

    assertThat(
            starting()
                .labelled(Labels.NAME, "pooled", POD)
                .blaming((workload, pods, said) -> Optional.of("(" + said + ")"))
                .after(known.status(), LATER)
                .message(READY))
        .isEqualTo("Deployment demo/my-llm-kserve: too few; (" + SAYS + ")");
  }

  @Test
  void areAskedForOnlyWhileTheyAreWanted() {
    Facts facts = starting().facts();
    starting().status(facts);
    Scene ready = Scene.of("{}").running(MAIN_DEPLOYMENT, DEPLOYMENT, RUNS);
    Facts ofReady = ready.facts();
    ready.status(ofReady);

    assertThat(facts.asked())
        .contains(new Reference.ByLabel(Kind.POD, "demo", Labels.NAME, "pooled"));
    assertThat(ofReady.asked()).isEmpty();
  }

  private static Scene starting() {
    return Scene.of("{}")
        .running(MAIN_DEPLOYMENT, DEPLOYMENT, STARTS)
        .blaming(
            (workload, pods, said) ->
                Optional.of(
                    "Pod %s of %d and %s before"
                        .formatted(
                            pods.getFirst().at("/metadata/name").asText(),
                            pods.size(),
                            said.isEmpty() ? "nothing" : "something")));
  }
}
