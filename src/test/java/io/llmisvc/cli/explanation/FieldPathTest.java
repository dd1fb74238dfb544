package io.llmisvc.cli.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {

  @ParameterizedTest
  @CsvSource({
    "'', spec.model.uri, true",
    "spec, spec.model.uri, true",
    "spec.model, spec.model.uri, true",
    "model, spec.model.uri, true",
    ".spec.model, spec.model.uri, true",
    "spec.mod, spec.model.uri, false",
    "spec.model.uri.x, spec.model.uri, false",
    "template.containers, spec.template.containers[name=main].image, true",
    "template.containers[name=main], spec.template.containers[name=main].image, true",
    "template.containers[main].image, spec.template.containers[name=main].image, true",
    "template.containers[other], spec.template.containers[name=main].image, false"
  })
  void coversItselfAndWhatIsBelow(String asked, String path, boolean covered) {
    assertThat(FieldPath.inSpec(asked).covers(path)).isEqualTo(covered);
  }
}
