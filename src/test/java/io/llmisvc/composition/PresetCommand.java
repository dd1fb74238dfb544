package io.llmisvc.composition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The command of a preset's main container with its placeholders filled in, and the words that vLLM
 * is to get from it.
 */
final class PresetCommand {
  static final List<String> GATED =
      List.of(
          "--disable-access-log-for-endpoints",
          "/health,/metrics,/ping",
          "--shutdown-timeout",
          "40");
  static final List<String> SSL =
      words(
          "--enable-ssl-refresh --ssl-certfile /var/run/kserve/tls/tls.crt"
              + " --ssl-keyfile /var/run/kserve/tls/tls.key");

  private PresetCommand() {}

  static List<String> template(Map<String, String> values) {
    return command(WellKnown.TEMPLATE, "template", values);
  }

  /** Values are fields of the parallelism by their Go names, {@code EnableTLS} and {@code kv}. */
  static List<String> command(WellKnown preset, String pod, Map<String, String> values) {
    JsonNode command =
        Presets.load(preset, "kserve-", "kserve").at("/spec/" + pod + "/containers/0/command");
    return StreamSupport.stream(command.spliterator(), false)
        .map(item -> rendered(item.textValue(), values))
        .toList();
  }

  @SafeVarargs
  static List<String> serve(List<String>... parts) {
    List<String> argv =
        new ArrayList<>(
            words("serve /mnt/models --served-model-name llama publishers/demo/models/llama"));
    for (List<String> part : parts) {
      argv.addAll(part);
    }
    return argv;
  }

  static List<String> words(String text) {
    return List.of(text.strip().split(" "));
  }

  static String rendered(String text, Map<String, String> values) {
    String result = text.replace("{{ .Namespace }}", "demo");
    result = replaced(result, "shutdownTimeout [^}]*", match -> "40");
    result = replaced(result, "kvTransferConfig [^}]*", match -> values.getOrDefault("kv", ""));
    result =
        replaced(
            result,
            "or \\.(\\w+) (\\d+)",
            match -> values.getOrDefault(match.group(1), match.group(2)));
    result =
        replaced(
            result,
            "(?:with|if) \\.(Tensor|Expert) }}(.*?)\\{\\{ end",
            match -> optional(match, values));
    result =
        replaced(
            result,
            "if \\.GlobalConfig\\.(EnableTLS) }}((?s:.*?))\\{\\{ end",
            match -> optional(match, values));
    result =
        replaced(
            result,
            "\\.GlobalConfig\\.EnableTLS",
            match -> String.valueOf(values.containsKey("EnableTLS")));
    return replaced(result, "(?:with [.\\w]*Parallelism|end)", match -> "");
  }

  private static String optional(MatchResult match, Map<String, String> values) {
    String value = values.get(match.group(1));
    return value == null ? "" : match.group(2).replace("{{ . }}", value);
  }

  private static String replaced(String text, String action, Function<MatchResult, String> value) {
    return Pattern.compile("\\{\\{ " + action + " }}")
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(match)));
  }
}
