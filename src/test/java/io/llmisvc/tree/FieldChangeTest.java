package io.llmisvc.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldChangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1}                       | {a: 1}                         | ''",
        "{a: 1}                       | {a: 2}                         | a 1 2",
        "{a: {b: 1}}                  | {a: {}}                        | a.b 1 ''",
        "{a: {}}                      | {a: {b: {c: 1}}}               | a.b '' {\"c\":1}",
        "{a: {b.c: 1}}                | {a: {b.c: 2}}                  | a[b.c] 1 2",
        "{a: {b.c: {d: 1}}}           | {a: {b.c: {d: 2}}}             | a[b.c].d 1 2",
        "{a: [x, y]}                  | {a: [x, z]}                    | a[1] \"y\" \"z\"",
        "{a: [x]}                     | {a: [x, z]}                    | a [\"x\"] [\"x\",\"z\"]",
        "{a: [{name: x, v: 1}]}       | {a: [{name: y}, {name: x}]}    | a[x].v 1 '', a[y] '' {\"name\":\"y\"}",
        "{a: [{name: x}, {name: x}]}  | {a: [{name: x}, {name: y}]}    | a[1].name \"x\" \"y\"",
        "{a: []}                      | {a: [{name: x}]}               | a [] [{\"name\":\"x\"}]",
        "{a: 1}                       | {a: '1'}                       | a 1 \"1\"",
      })
  void namesEachValueThatDiffers(String before, String after, String expected) {
    // When
    var changes = FieldChange.between(Yaml.object(before), Yaml.object(after));
    // Then
    assertThat(changes.stream().map(FieldChangeTest::text).toList())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(", (?=a)")));
  }

  private static String text(FieldChange change) {
    return change.path()
        + " "
        + (change.before().isMissingNode() ? "''" : change.before())
        + " "
        + (change.after().isMissingNode() ? "''" : change.after());
  }
}
