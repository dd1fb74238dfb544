package io.llmisvc.cli.input;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What files say of an object counts before what the cluster says. */
class AppliedFactsTest {
  private static final NamespacedName SERVICE = new NamespacedName("team", "llm");
  private static final Reference BY_NAME = new Reference.ByName(Kind.GATEWAY, "infra", "gw");
  private static final Reference ALL = new Reference.InNamespace(Kind.GATEWAY, "infra");
  private static final Reference BY_LABEL =
      new Reference.ByLabel(Kind.GATEWAY, "infra", "tier", "gold");

  @Test
  void takesThePlaceOfWhatIsThereAndKeepsItsStatus() {
    // When
    ClusterFacts facts =
        facts(
            gateway("gw", "{tier: silver}", "new"),
            Map.of(
                BY_NAME, List.of(live("gw")),
                ALL, List.of(live("gw"), live("other")),
                BY_LABEL, List.of(live("gw"), live("other"))));
    // Then
    ObjectNode applied = requireNonNull(facts.references().get(BY_NAME)).getFirst();
    assertThat(applied.at("/spec/gatewayClassName").asText()).isEqualTo("new");
    assertThat(applied.at("/status/said").asText()).isEqualTo("before");
    assertThat(names(facts, ALL)).containsExactlyInAnyOrder("gw", "other");
    assertThat(names(facts, BY_LABEL)).containsExactly("other");
  }

  @Test
  void isThereAlsoWhenTheClusterHasItNotOrDoesNotSay() {
    // When
    ClusterFacts facts = facts(gateway("gw", "{tier: gold}", "new"), Map.of(ALL, List.of()));
    // Then
    assertThat(names(facts, BY_NAME)).containsExactly("gw");
    assertThat(names(facts, ALL)).containsExactly("gw");
    assertThat(names(facts, BY_LABEL)).containsExactly("gw");
  }

  @Test
  void leavesOtherQuestionsAlone() {
    // When
    ClusterFacts facts = facts(gateway("else", "{}", "new"), Map.of(BY_NAME, List.of()));
    // Then
    assertThat(facts.references().get(BY_NAME)).isEmpty();
  }

  private static ClusterFacts facts(
      ObjectNode applied, Map<Reference, List<ObjectNode>> ofCluster) {
    FactSource cluster = (service, questions) -> new ClusterFacts(Set.of(), Map.of(), ofCluster);
    String name = applied.at("/metadata/name").asText();
    return new AppliedFacts(cluster, Map.of(new ObjectKey(Kind.GATEWAY, "infra", name), applied))
        .facts(SERVICE, Set.of(BY_NAME, ALL, BY_LABEL));
  }

  private static List<String> names(ClusterFacts facts, Reference question) {
    return requireNonNull(facts.references().get(question)).stream()
        .map(object -> object.at("/metadata/name").asText())
        .toList();
  }

  private static ObjectNode live(String name) {
    ObjectNode live = gateway(name, "{tier: gold}", "old");
    live.putObject("status").put("said", "before");
    return live;
  }

  private static ObjectNode gateway(String name, String labels, String type) {
    return (ObjectNode)
        Yaml.object(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %s, namespace: infra, labels: %s}
            spec: {gatewayClassName: %s}
            """
                .formatted(name, labels, type));
  }
}
