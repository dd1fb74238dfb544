package io.llmisvc.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmisvc.template.function.Functions;
import io.llmisvc.template.syntax.TrimMode;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Functions FUNCTIONS = Functions.predefined();
  private static final Value ROOT =
      Values.struct("Root", Map.of("Name", Value.of("llama"), "Size", Value.of(3)));

  @Test
  void returnsTextWithoutActionsAsItIs() throws TemplateException {
    // Given
    String text = "no action } here";

    // When
    String result = Template.parse("t", text).execute(ROOT, FUNCTIONS);

    // Then
    assertThat(result).isSameAs(text);
  }

  @Test
  void saysLineColumnAndTextOfAnExecutionError() throws TemplateException {
    // Given
    Template template = Template.parse("t", "first\n  é {{ .Name }} {{ .Nope | len }}");

    // When
    TemplateException failure = failureOf(template, ROOT);

    // Then
    assertThat(failure.position()).isEqualTo(new Position(2, 20, ".Nope"));
    assertThat(failure.reason()).isEqualTo("can't evaluate field Nope in type Root");
    assertThat(failure)
        .hasMessage("template: t:2:20: at <.Nope>: can't evaluate field Nope in type Root");
  }

  @Test
  void saysWhereTheTextCannotBeParsed() {
    // When
    TemplateException failure =
        catchThrowableOfType(
            TemplateException.class, () -> Template.parse("t", "a\n{{ if }}x{{ end }}"));

    // Then
    assertThat(failure.position().line()).isEqualTo(2);
    assertThat(failure.reason()).isEqualTo("missing value for if");
  }

  @Test
  void keepsMessagesOnOneLine() throws TemplateException {
    // Given
    Template template = Template.parse("t", "{{ print\n  .Nope\n\n 1 }}{{ slice\n.Name\n9 }}");

    // When
    TemplateException failure =
        failureOf(
            template, Values.struct("Root", Map.of("Nope", Value.of(1), "Name", Value.of(""))));

    // Then
    assertThat(failure.getMessage()).doesNotContain("\n").contains("<slice .Name 9>");
  }

  @Test
  void refusesAnUnknownFunctionEvenWhereItIsNotCalled() throws TemplateException {
    // Given
    Template template = Template.parse("t", "{{ if false }}{{ ChildName .Name `-x` }}{{ end }}");

    // When
    TemplateException failure = failureOf(template, ROOT);

    // Then
    assertThat(failure.reason()).isEqualTo("function \"ChildName\" not defined");
    assertThat(failure.position().column()).isEqualTo(18);
  }

  @Test
  void callsFunctionsThatAreHandedIn() throws TemplateException {
    // Given
    Functions functions = FUNCTIONS.with("ChildName", Function.ofTexts(String::concat));

    // When
    String result =
        Template.parse("t", "{{ ChildName .Name `-epp-service` }}").execute(ROOT, functions);

    // Then
    assertThat(result).isEqualTo("llama-epp-service");
  }

  @Test
  void refusesComplexNumbersByName() {
    // When
    TemplateException failure =
        catchThrowableOfType(TemplateException.class, () -> Template.parse("t", "{{ 1+2i }}"));

    // Then
    assertThat(failure.reason()).isEqualTo("complex numbers are not supported: 1+2i");
  }

  @Test
  void trimsNewlinesLikeGoByDefault() throws TemplateException {
    // When
    String result =
        Template.parse("t", "a \\\n  {{- if true -}}\n\tb{{ end }}").execute(ROOT, FUNCTIONS);

    // Then
    assertThat(result).isEqualTo("a \\b");
  }

  @Test
  void trimsOnlySpacesAsInJsonText() throws TemplateException {
    // Given
    String script = "a \\\n  {{- if true -}}  \n\tb{{- end -}}  \\\n c";

    // When
    String result = Template.parse("t", script, TrimMode.JSON_TEXT).execute(ROOT, FUNCTIONS);

    // Then
    assertThat(result).isEqualTo("a \\\n\n\tb\\\n c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ define `a` }}{{ template `a` }}{{ end }}{{ template `a` }}",
        "{{ define `a` }}{{ template `a` . }}{{ template `a` . }}{{ end }}{{ template `a` . }}",
        "{{ range 9223372036854775807 }}{{ end }}",
        "{{ $x := `0123456789` }}{{ range 40 }}{{ $x = print $x $x }}{{ end }}",
        "{{ range 9 }}{{ printf `%999999d` 1 }}{{ end }}",
        "{{ range 1000 }}{{ range 1000 }}{{ end }}{{ end }}"
      })
  void stopsTemplatesThatWouldNotEnd(String text) throws TemplateException {
    // Given
    Template template = Template.parse("t", text);

    // When
    TemplateException failure = failureOf(template, ROOT);

    // Then
    assertThat(failure.reason()).containsAnyOf("maximum template depth", "may use together");
  }

  @Test
  void refusesTextThatNestsTooDeeply() {
    // Given
    String nestedActions = "{{ if true }}".repeat(5_000) + "{{ end }}".repeat(5_000);
    String nestedParentheses = "{{" + "(".repeat(5_000) + "1" + ")".repeat(5_000) + "}}";

    // When
    TemplateException actions =
        catchThrowableOfType(TemplateException.class, () -> Template.parse("t", nestedActions));
    TemplateException parentheses =
        catchThrowableOfType(TemplateException.class, () -> Template.parse("t", nestedParentheses));

    // Then
    assertThat(actions.reason()).contains("nest too deeply");
    assertThat(parentheses.reason()).contains("depth exceeded");
  }

  @Test
  void printsWhatAPointerPointsAtWhereGoPrintsAnAddress() throws TemplateException {
    // Given
    Value root = Values.struct("Root", Map.of("P", new Value.Pointer(Value.of(7), "int32")));

    // When
    String result =
        Template.parse("t", "{{ printf `%d %v` .P .P }} {{ print .P }}").execute(root, FUNCTIONS);

    // Then
    assertThat(result).isEqualTo("7 7 7");
  }

  @Test
  void failsInNoOtherWayThanItSays() {
    // Given
    long seed = 20260801;
    Random random = new Random(seed);
    String[] pieces = {
      "{{",
      "}}",
      "{{- ",
      " -}}",
      " ",
      "\n",
      "if ",
      "else ",
      "end",
      "range ",
      "with ",
      "define `a`",
      "template `a` ",
      "block `b` .",
      "break",
      "continue",
      "nil",
      "true",
      "$x",
      ":=",
      "=",
      "|",
      "(",
      ")",
      ".",
      ".Name",
      ".Size",
      "\"a\\x",
      "`r`",
      "'c'",
      "12",
      "0x1",
      "1e3",
      "1_0",
      "1i",
      "print ",
      "printf `%d %s` ",
      "eq ",
      "index ",
      "slice ",
      "len ",
      ",",
      "/*",
      "*/",
      "text",
      "é",
      "\u0001",
      "@"
    };

    // When
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(14), 0, pieces.length)
              .mapToObj(piece -> pieces[piece])
              .collect(Collectors.joining("", "{{", random.nextBoolean() ? "}}" : "{{end}}"));
      try {
        Template.parse("t", text).execute(ROOT, FUNCTIONS);
      } catch (TemplateException expected) {
        assertThat(expected.position().line()).isPositive();
      } catch (RuntimeException e) {
        broken.add(text + ": " + e);
      }
    }

    // Then
    assertThat(broken).as("seed %d", seed).isEmpty();
  }

  private static TemplateException failureOf(Template template, Value root) {
    return catchThrowableOfType(TemplateException.class, () -> template.execute(root, FUNCTIONS));
  }
}
