package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/team",
        "/team/",
        "/team/llama",
        "/team/llama/v1/completions",
        "/publishers/team",
        "/publishers/team/models/a/b/v1/completions",
      })
  void takesAPathBelowItsNamespaceForItsOwn(String path) {
    assertThat(new RoutePath("PathPrefix", path).isOf("team")).isTrue();
    assertThat(new RoutePath("Exact", path).isOf("team")).isTrue();
    assertThat(new RoutePath("PathPrefix", path).otherThan("team")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PathPrefix, /",
    "PathPrefix, ''",
    "PathPrefix, /team-b/llama",
    "PathPrefix, /teams",
    "PathPrefix, /Team/llama",
    "PathPrefix, //team/llama",
    "PathPrefix, /team//llama",
    "PathPrefix, /team/../bank/assistant",
    "PathPrefix, /team/./llama",
    "PathPrefix, /team/%2e%2e/bank/assistant",
    "PathPrefix, /te%61m/llama",
    "PathPrefix, /team;x=1/llama",
    "PathPrefix, /team/..;/bank/assistant",
    "PathPrefix, /team\\..\\bank/assistant",
    "PathPrefix, team/llama",
    "PathPrefix, /publishers",
    "PathPrefix, /publishers/bank/models/assistant",
    "PathPrefix, /publishers/team/llama",
    "RegularExpression, /team/.*",
    "RegularExpression, /team/llama|/bank/assistant",
  })
  void takesNothingElseForItsOwn(String type, String path) {
    assertThat(new RoutePath(type, path).isOf("team")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/v1/chat/completions"})
  void knowsWhatModelsShare(String path) {
    assertThat(new RoutePath("Exact", path).isShared()).isTrue();
    assertThat(new RoutePath("Exact", path).otherThan("team")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v10", "/v1/../bank/assistant", "/v1;/a", "/%76%31", "/vl"})
  void isNotMisledAboutWhatModelsShare(String path) {
    assertThat(new RoutePath("PathPrefix", path).isShared()).isFalse();
    assertThat(new RoutePath("RegularExpression", "/v1/.*").isShared()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PathPrefix, /bank/assistant, bank",
    "PathPrefix, //Bank//assistant, bank",
    "PathPrefix, /%62ank/assistant, bank",
    "PathPrefix, /team/../bank/assistant, bank",
    "PathPrefix, /team/%2e%2E/bank/assistant, bank",
    "PathPrefix, /team/..;a/bank/assistant, bank",
    "PathPrefix, /publishers/bank/models/assistant, bank",
    "RegularExpression, .*, any namespace",
    "RegularExpression, /team/.*|/bank/.*, any namespace",
  })
  void tellsWhoseAPathSeemsToBe(String type, String path, String namespace) {
    assertThat(new RoutePath(type, path).otherThan("team")).hasValue(namespace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/chat", "/%zz/%", "/..", "/_x/y", "/%e4/%ff"})
  void suspectsNobodyWhereNoServiceIsServed(String path) {
    assertThat(new RoutePath("PathPrefix", path).otherThan("team")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/publishers/team-b", "/publishers/team-b/models/a"})
  void givesPathsOfModelsToNobodyElseInANamespaceCalledPublishers(String path) {
    assertThat(new RoutePath("PathPrefix", path).isOf("publishers")).isFalse();
    assertThat(new RoutePath("PathPrefix", "/publishers/llama/v1").isOf("publishers")).isTrue();
  }
}
