package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields of an object nobody owns. */
class FieldSetsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1, b: {c: 1, d: 2}}     | {"f:b": {"f:c": {}}}                                   | {"f:a": {}, "f:b": {"f:d": {}}}
          {a: {b: 1}}                 | {"f:a": {}}                                            | {}
          {a: null}                   | {}                                                     | {}
          {l: [x, y]}                 | {"f:l": {}}                                            | {}
          {l: [{name: x, v: 1}]}      | {"f:l": {'k:{"name":"x"}': {".": {}, "f:name": {}}}}   | {"f:l": {'k:{"name":"x"}': {"f:v": {}}}}
          {l: [{name: x, v: 1}]}      | {"f:l": {'k:{"name":"x"}': {".": {}}}}                 | {}
          {l: [{name: y}, {name: x}]} | {"f:l": {'k:{"name":"x"}': {}}}                        | {"f:l": {'k:{"name":"y"}': {}}}
          {p: [{n: 1, q: T, r: 2}]}   | {"f:p": {'k:{"n":1,"q":"T"}': {".": {}, "f:n": {}}}}   | {"f:p": {'k:{"n":1,"q":"T"}': {"f:r": {}}}}
          """)
  void findsWhatNobodyOwns(String tree, String owned, String unowned) {
    assertThat(FieldSets.unowned(yaml(tree), yaml(owned))).isEqualTo(yaml(unowned));
  }

  private static ObjectNode yaml(String text) {
    return text.equals("{}")
        ? JsonNodeFactory.instance.objectNode()
        : Yaml.objects(text).getFirst();
  }
}
