package io.llmisvc.plan;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Templates that somebody may write to take time or memory from others. */
final class HostileTemplates {
  private static final List<String> ESCAPES = List.of("js", "html", "urlquery", "print", "println");
  private static final List<String> SEEDS =
      List.of("`\\`", "`<`", "`'`", "`\\\\\\\\`", "\"\\x00\"", "`é%`", ".", "$", ".Spec", "`a`");
  private static final List<String> TREES =
      List.of("$.Spec", "$", "$.Spec.Template", "$.ObjectMeta", "$.Spec.Template.Containers");
  private static final List<String> LISTS =
      List.of(
          "$.Spec.Template.Containers",
          "$.ObjectMeta.Labels",
          "(index $.Spec.Template.Containers 0).Env");
  private static final List<String> VERBS =
      List.of("%v", "%+v", "%#v", "%q", "%+q", "%x", "% #x", "%s", "%T", "%d", "%f", "%U", "%e");

  private final Random dice;

  HostileTemplates(Random dice) {
    this.dice = dice;
  }

  String next() {
    return switch (dice.nextInt(22)) {
      case 0 -> "{{$x := %s}}{{range 40}}{{$x = %s $x}}{{end}}".formatted(seed(), of(ESCAPES));
      case 1 -> "{{$x := %s}}{{range 64}}{{$x = print $x $x}}{{end}}{{$x}}".formatted(seed());
      case 2 ->
          "{{$x := %s}}{{range 99}}{{$x = printf `%s%s` $x $x}}{{end}}"
              .formatted(seed(), of(VERBS), of(VERBS));
      case 3 ->
          "{{range 999999}}{{printf `%%%s%d.%d%s` 1.5 `x`}}{{end}}"
              .formatted(
                  of(List.of("", "0", "-", "+", "#")),
                  number(),
                  number(),
                  "fegxqsvd".charAt(dice.nextInt(8)));
      case 4 -> "{{range 9223372036854775807}}" + end();
      case 5 -> nested(1 + dice.nextInt(90), "{{range 1000000}}", "{{end}}");
      case 6 -> "{{define `a`}}{{template `a` .}}{{template `a` .}}{{end}}{{template `a` .}}";
      case 7 ->
          "{{define `a`}}{{template `b` .}}{{end}}{{define `b`}}{{range 9}}{{template `a` $}}"
              + "{{end}}{{end}}{{template `b` .}}";
      case 8 -> "{{" + repeat("(", many()) + "1" + repeat(")", many()) + "}}";
      case 9 ->
          nested(many(), of(List.of("{{if true}}", "{{with 1}}", "{{block `a` .}}")), "{{end}}");
      case 10 -> "{{if 0}}" + repeat("{{else if 0}}", many()) + "{{end}}";
      case 11 -> manyOf("{{$v%d := 1}}{{$v%d}}");
      case 12 -> manyOf("{{define `b`}}" + repeat(" ", 5000) + "{{end}}");
      case 13 ->
          "{{range 99999}}{{eq %s %s}}{{len (print %s)}}{{end}}"
              .formatted(of(TREES), of(TREES), of(TREES));
      case 14 ->
          "{{$l := .Spec.Template.Containers}}{{range 90000}}{{$l = slice $l 0}}{{end}}"
              + "{{range $l}}{{.Name}}{{end}}{{index $l 0}}";
      case 15 ->
          "{{range $k, $v := %s}}{{range %s}}{{.}}{{print $v}}{{end}}{{end}}"
              .formatted(of(LISTS), of(LISTS));
      case 16 -> "{{printf `" + repeat("%[", many()) + "` 1 2 3}}";
      case 17 -> "{{printf `" + repeat("%*[2]d%[1]*.[2]*[3]f", 200) + "` 999999 999999 1.5}}";
      case 18 -> "{{" + repeat("9", many()) + "}}{{0x" + repeat("f", many()) + "}}";
      case 19 -> "{{" + of(List.of("`", "\"", "/*", "'", "$", ".")) + repeat("x\\", many());
      case 20 ->
          "{{$x := print .Spec}}{{range 9999}}{{ChildName $x `-y`}}{{kvTransferConfig $.Spec.KVCacheOffloading}}"
              + "{{index $x 5}}{{slice $x 1}}{{lt $x $x}}{{len $x}}{{end}}";
      default -> "{{" + of(TREES) + " | " + manyPiped() + "}}";
    };
  }

  /** Costs little by itself. */
  String nextSmall() {
    return of(List.of("{{range 20}}{{.}}{{end}}", "{{print $.Spec.Model}}", "{{js .Name | html}}"));
  }

  private static String nested(int depth, String open, String close) {
    return repeat(open, depth) + "x" + repeat(close, depth);
  }

  private String manyPiped() {
    return IntStream.range(0, 1 + dice.nextInt(400))
        .mapToObj(i -> of(ESCAPES))
        .collect(Collectors.joining(" | "));
  }

  private String manyOf(String piece) {
    int count = Math.min(many(), 2_000_000 / piece.length());
    return IntStream.range(0, count)
        .mapToObj(i -> piece.replace("%d", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  private String end() {
    return of(List.of("{{end}}", "{{.}}{{end}}", "{{break}}{{end}}", "{{$}}{{else}}{{end}}"));
  }

  private int number() {
    return of(List.of(1, 500, 99_999, 999_999, 9_999_999));
  }

  private int many() {
    return of(List.of(10, 1_000, 30_000, 1_000_000));
  }

  private String seed() {
    return of(SEEDS);
  }

  private static String repeat(String text, int times) {
    return text.repeat(Math.min(times, 2_500_000 / text.length()));
  }

  private <T> T of(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }
}
