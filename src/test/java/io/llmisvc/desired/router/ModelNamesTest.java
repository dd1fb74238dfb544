package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelNamesTest {
  private static final String ADDRESSES =
      """
      status:
        addresses:
        - models: [{name: publishers/demo/models/served}, {name: served}]
        - models: [{name: publishers/demo/models/org/adapter}]
        - models: [{name: publishers/other/models/elsewhere}]
      """;

  static Stream<Arguments> effectiveSpecs() {
    Publication ab = new Publication(Set.of("a/b"), "");
    return Stream.of(
        Arguments.of("{model: {name: a/b}, router: {route: {http: {spec: {}}}}}", ab),
        Arguments.of("{model: {name: a/b}, router: {route: {http: {refs: [{name: r}]}}}}", ab),
        Arguments.of(
            "{model: {name: a/b}, router: {route: {group: g, weight: 1, http: {spec: {}}}}}",
            new Publication(Set.of("a/b"), "g")),
        Arguments.of(
            "{model: {name: a/b, lora: {adapters: [{name: x}, {uri: 'hf://no/name'}]}},"
                + " router: {route: {http: {spec: {}}}}}",
            new Publication(Set.of("a/b", "x"), "")),
        Arguments.of(
            "{model: {uri: 'hf://a/b'}, router: {route: {http: {spec: {}}}}}",
            new Publication(Set.of("llm"), "")),
        Arguments.of("{model: {name: a/b}, router: {gateway: {}}}", Publication.NONE),
        Arguments.of("{model: {name: a/b}}", Publication.NONE));
  }

  @ParameterizedTest
  @MethodSource("effectiveSpecs")
  void publishesModelAndAdaptersThroughARoute(String spec, Publication expected) {
    // When
    Publication publication = ModelNames.of(effective(Map.of(), spec));
    // Then
    assertThat(publication).isEqualTo(expected);
  }

  @Test
  void publishesNothingWhileStopped() {
    // Given
    EffectiveSpec stopped =
        effective(
            Map.of(ServiceMeta.STOP, "True"),
            "{model: {name: a/b}, router: {route: {http: {spec: {}}}}}");
    // When
    Publication publication = ModelNames.of(stopped);
    // Then
    assertThat(publication).isEqualTo(Publication.NONE);
  }

  static Stream<Arguments> storedServices() {
    String adapters = "spec: {model: {name: own, lora: {adapters: [{name: x}, {uri: y}]}}}\n";
    Publication own = new Publication(Set.of("own", "x"), "");
    Publication served = new Publication(Set.of("served", "org/adapter"), "");
    return Stream.of(
        Arguments.of("no addresses yet", "", adapters, own),
        Arguments.of("no name", "", "spec: {model: {}}", new Publication(Set.of("llm"), "")),
        Arguments.of("addresses win", "", adapters + ADDRESSES, served),
        Arguments.of(
            "addresses without models",
            "",
            adapters + "status: {addresses: [{url: 'http://x'}]}",
            Publication.NONE),
        Arguments.of(
            "a group",
            "",
            "spec: {model: {name: m}, router: {route: {group: g}}}",
            new Publication(Set.of("m"), "g")),
        Arguments.of(
            "stopped",
            ", annotations: {" + ServiceMeta.STOP + ": 'true'}",
            ADDRESSES,
            Publication.NONE),
        Arguments.of(
            "going", ", deletionTimestamp: '2026-01-01T00:00:00Z'", ADDRESSES, Publication.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storedServices")
  void readsWhatAStoredServicePublishes(
      String name, String metadata, String rest, Publication expected) {
    // Given
    ObjectNode service =
        Yaml.objects("metadata: {namespace: demo, name: llm" + metadata + "}\n" + rest).getFirst();
    // When
    Publication publication = ModelNames.stored(service);
    // Then
    assertThat(publication).as(name).isEqualTo(expected);
  }

  @Test
  void warnsOfOthersThatPublishTheName() {
    // Given
    Set<Publisher> both = Set.of(new Publisher("z", "other-group"), new Publisher("a", ""));
    // When
    Desired desired = managed("{http: {spec: {}}}", both);
    // Then
    assertThat(desired.findings())
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .returns(Subject.ROUTE, Finding::subject)
        .returns("ModelNameCollision", Finding::reason)
        .returns("spec.model.name", Finding::path)
        .extracting(Finding::message)
        .asString()
        .startsWith("publishers/demo/models/a/b is also published by a, z: ");
  }

  @Test
  void doesNotCollideWithItselfNorWithItsGroup() {
    // Given
    Set<Publisher> publishers = Set.of(new Publisher("llm", "g"), new Publisher("canary", "g"));
    // When
    Desired desired = managed("{group: g, weight: 1, http: {spec: {}}}", publishers);
    // Then
    assertThat(desired.findings()).isEmpty();
    assertThat(desired.children()).isNotEmpty();
  }

  @Test
  void saysNothingOfRoutesOfTheUsersOwn() {
    // When
    Desired desired = managed("{http: {refs: [{name: own}]}}", Set.of(new Publisher("a", "")));
    // Then
    assertThat(desired.findings()).isEmpty();
  }

  private static Desired managed(String route, Set<Publisher> publishers) {
    String spec = "{model: {name: a/b}, router: {route: " + route + "}}";
    ClusterFacts facts = ClusterFacts.unknown().withPublishers(Map.of("a/b", publishers));
    return RouterDesired.of(effective(Map.of(), spec), Settings.defaults(), new Facts(facts));
  }

  private static EffectiveSpec effective(Map<String, String> annotations, String spec) {
    ServiceMeta meta = new ServiceMeta("demo", "llm", null, 1, Map.of(), annotations, false);
    ObjectNode tree = Yaml.objects(spec).getFirst();
    return new EffectiveSpec(meta, Trees.read(tree, LLMInferenceServiceSpec.class), tree);
  }
}
