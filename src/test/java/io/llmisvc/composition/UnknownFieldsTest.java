package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownFieldsTest {

  static Stream<Path> acceptedSamples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/crd/accept"))) {
      return Stream.concat(
          files.sorted().toList().stream(),
          Stream.of("service", "config")
              .map(kind -> Path.of("src/test/resources/api/" + kind + "-every-field.yaml")));
    }
  }

  @ParameterizedTest
  @MethodSource("acceptedSamples")
  void everyFieldOfTheApiIsKnown(Path sample) throws IOException {
    // When
    List<String> unknown =
        Yaml.objects(Files.readString(sample)).stream()
            .flatMap(object -> UnknownFields.of(object, Severity.ERROR).stream())
            .map(Finding::path)
            .filter(path -> !path.endsWith(".future")) // one sample shows that it is not pruned
            .toList();

    // Then
    assertThat(unknown).isEmpty();
  }

  @Test
  void namesWhereAnUnknownFieldStands() {
    // Given
    ObjectNode service =
        Yaml.objects(
                """
                metadata: {name: x, lables: {a: b}}
                status: {later: 1}
                spec:
                  template: {containers: [{name: main, imagePulPolicy: Always}]}
                  router: {scheduler: {pool: {spec: {targetPorts: [{numbr: 1}], targetPort: 1}}}}
                  labels: {anything: goes}
                specs: {}
                """)
            .getFirst();

    // When
    List<Finding> findings = UnknownFields.of(service, Severity.WARNING);

    // Then
    assertThat(findings).extracting(Finding::severity).containsOnly(Severity.WARNING);
    assertThat(findings)
        .extracting(Finding::path)
        .containsExactly(
            "specs",
            "metadata.lables",
            "spec.template.containers[0].imagePulPolicy",
            "spec.router.scheduler.pool.spec.targetPorts[0].numbr");
  }
}
