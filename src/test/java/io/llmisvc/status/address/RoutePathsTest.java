package io.llmisvc.status.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.status.Scene;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePathsTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                                                                        | /
          [{}]                                                                                                      | /
          [{matches: [{}]}]                                                                                         | /
          [{matches: [{path: {value: /a/b}}, {path: {value: /long}}, {path: {value: /ab}}]}]                        | /ab
          [{matches: [{path: {value: /a}}], backendRefs: [{kind: InferencePool}]}, {matches: [{path: {value: /a/b/c}}], backendRefs: [{name: s}]}]  | /a/b/c
          [{matches: [{path: {value: /publishers/n/models/m}}, {path: {value: /n/s}}]}]                             | /n/s /publishers/n/models/m
          [{matches: [{headers: [{name: X-Model}]}, {path: {value: /n/s}}]}]                                        | / /n/s
          [{matches: [{headers: [{name: x-model}]}, {path: {value: /n/s}}]}]                                        | /n/s
          [{matches: [{path: {value: /v1}, headers: [{name: X-Other}]}, {path: {value: /n/s}}]}]                    | /n/s
          [{matches: [{path: {value: /v1}, headers: [{name: X-Other}]}]}]                                           | /
          [{matches: [{path: {value: /v1}, headers: [{name: X-Model}]}, {path: {value: /v1}}]}]                     | /v1
          """)
  void tellsOnePathForEachUse(String rules, String expected) {
    Route route =
        Route.of(Scene.tree("{metadata: {name: r, namespace: n}, spec: {rules: " + rules + "}}"));

    assertThat(RoutePaths.of(route, "X-Model")).isEqualTo(List.of(expected.split(" ")));
  }
}
