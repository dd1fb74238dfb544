package io.llmisvc.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonPointer;
import io.llmisvc.merge.Origin.Beaten;
import io.llmisvc.schema.Schemas;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private final StrategicMerge merge =
      StrategicMerge.of(Schemas.load().type("LLMInferenceServiceSpec"));

  private final Explained explained =
      merge.explain(
          Layers.of(
              """
              replicas: 1
              model: {uri: hf://a}
              labels: {app.kubernetes.io/name: x}
              template:
                containers:
                - {name: main, image: low, args: [a], ports: [{containerPort: 8000}]}
                volumes: [{name: v, emptyDir: {}}]
              """,
              """
              replicas: 2
              model: {uri: ''}
              template:
                containers:
                - {name: main, image: mid, ports: [{containerPort: 8000, protocol: TCP, name: http}]}
              """,
              """
              replicas: 0
              router: {gateway: {}, scheduler: {config: {inline: {plugins: [p]}}}}
              template:
                containers:
                - {name: main, args: [b]}
              """));

  @Test
  void everyLeafNamesItsLayer() {
    assertThat(explained.origins().all())
        .extracting(origin -> origin.path() + " = " + origin.value() + " < " + origin.layer())
        .containsExactly(
            "replicas = 0 < top",
            "model.uri = \"hf://a\" < base",
            "labels[\"app.kubernetes.io/name\"] = \"x\" < base",
            "template.containers[name=main].name = \"main\" < top",
            "template.containers[name=main].image = \"mid\" < middle",
            "template.containers[name=main].args = [\"b\"] < top",
            "template.containers[name=main].ports[containerPort=8000,protocol=TCP].containerPort = 8000 < middle",
            "template.containers[name=main].ports[containerPort=8000,protocol=TCP].protocol = \"TCP\" < middle",
            "template.containers[name=main].ports[containerPort=8000,protocol=TCP].name = \"http\" < middle",
            "template.volumes[name=v].name = \"v\" < base",
            "template.volumes[name=v].emptyDir = {} < base",
            "router.gateway = {} < top",
            "router.scheduler.config.inline.plugins = [\"p\"] < top");
  }

  @Test
  void beatenValuesAreToldLowestFirst() {
    assertThat(at("replicas").beaten())
        .extracting(Beaten::layer, beaten -> beaten.value().asInt())
        .containsExactly(tuple("base", 1), tuple("middle", 2));
    assertThat(at("model.uri").beaten()).isEmpty();
  }

  @Test
  void originsAndResultAreThoseOfTheOrdinaryMerge() {
    // When
    Merged merged =
        merge.merge(Layers.of("{replicas: 1, baseRefs: [{name: a}]}", "baseRefs: [{name: b}]"));
    Explained same =
        merge.explain(Layers.of("{replicas: 1, baseRefs: [{name: a}]}", "baseRefs: [{name: b}]"));

    // Then
    assertThat(same.tree()).isEqualTo(merged.tree());
    assertThat(same.notes()).isEqualTo(merged.notes());
  }

  @Test
  void aPlaceInsideALeafIsCoveredByIt() {
    // Given
    Path argument =
        merge.locate(explained.tree(), JsonPointer.compile("/template/containers/0/args/0"));
    Path plugin =
        merge.locate(
            explained.tree(), JsonPointer.compile("/router/scheduler/config/inline/plugins/0"));

    // Then
    assertThat(argument).hasToString("template.containers[name=main].args[0]");
    assertThat(explained.origins().covering(argument))
        .isEqualTo(at("template.containers[name=main].args"));
    assertThat(explained.origins().covering(plugin))
        .isEqualTo(at("router.scheduler.config.inline.plugins"));
    assertThat(explained.origins().covering(Path.ROOT.field("nothing"))).isNull();
  }

  @Test
  void elementsWithoutAKeyMakeTheListOneLeaf() {
    // When
    Explained odd =
        merge.explain(
            Layers.of(
                "template: {containers: [{image: a}, {name: b, image: b}]}",
                "template: {containers: [{image: c}]}"));

    // Then
    assertThat(odd.tree().at("/template/containers")).hasSize(3);
    assertThat(odd.origins().all())
        .extracting(Origin::layer, origin -> origin.path().toString())
        .containsExactly(tuple("top", "template.containers"));
  }

  @Test
  void elementsThatShareAKeyAreStillExplained() {
    // When
    Explained odd =
        merge.explain(
            Layers.of("template: {containers: [{name: b, image: i}, {name: b, args: [a]}]}", "{}"));

    // Then
    assertThat(odd.origins().at("template.containers[name=b].image")).isNotNull();
    assertThat(odd.origins().at("template.containers[name=b].args")).isNotNull();
  }

  private Origin at(String path) {
    return Objects.requireNonNull(explained.origins().at(path), path);
  }
}
