package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.testing.AppliedManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide says what every right is for. */
class SecurityGuideTest {
  @ParameterizedTest
  @ValueSource(strings = {"base", "components/self-managed", "components/secure-metrics", "olm"})
  void namesWhateverTheOperatorHasRightsOn(String directory) throws IOException {
    // Given
    String guide = Files.readString(Path.of("docs/security.md"));
    Path rights = Path.of("kubernetes", directory, "rbac.yaml");
    // When
    var resources =
        AppliedManifests.read(rights).stream()
            .flatMap(role -> role.path("rules").valueStream())
            .flatMap(rule -> rule.path("resources").valueStream())
            .map(JsonNode::asText)
            .toList();
    // Then
    assertThat(resources).isNotEmpty();
    assertThat(guide)
        .contains(resources.stream().map(name -> "`" + name.split("/")[0] + "`").toList());
  }
}
