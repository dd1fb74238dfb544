package io.llmisvc.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamePatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The key {@code security} of the operator ConfigMap. Unlike the others it is read to the letter: a
 * member that is not known, or not of its type, would be a restriction that nobody notices to be
 * absent.
 */
final class SecuritySection {
  static final String KEY = "security";

  private static final String ROUTES = "restrictRoutesToOwnPaths";
  private static final String PICKERS = "endpointPickerAccounts";
  private static final String SCHEMES = "allowedModelSchemes";
  private static final String ACCOUNTS = "allowedServiceAccounts";

  /** Written by KServe into the same ConfigMap, for its other controllers. */
  private static final String OF_KSERVE = "autoMountServiceAccountToken";

  private static final Set<String> KNOWN = Set.of(ROUTES, PICKERS, SCHEMES, ACCOUNTS, OF_KSERVE);

  private final JsonNode document;
  private final Problems problems;

  /** Takes what is wrong with a member. */
  interface Problems {
    void add(String member, String value, String rule);
  }

  private SecuritySection(JsonNode document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /**
   * @param document a missing node when there is no such key
   */
  static Settings.Security read(JsonNode document, Problems problems) {
    return new SecuritySection(document, problems).read();
  }

  private Settings.Security read() {
    document
        .properties()
        .forEach(
            member -> {
              if (!KNOWN.contains(member.getKey())) {
                problem(member.getKey(), "is not known; known are " + known());
              }
            });
    return new Settings.Security(
        restrictRoutes(),
        pickers(),
        patterns(SCHEMES, SecuritySection::isScheme, "schemes such as hf, without ://"),
        patterns(ACCOUNTS, name -> !name.isEmpty(), "names, in which * stands for any text"));
  }

  private boolean restrictRoutes() {
    JsonNode value = document.path(ROUTES);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem(ROUTES, "must be true or false");
    }
    return value.asBoolean();
  }

  private Settings.PickerAccounts pickers() {
    JsonNode value = document.path(PICKERS);
    return switch (value.isMissingNode() ? "any" : value.textValue()) {
      case "any" -> Settings.PickerAccounts.ANY;
      case "managed" -> Settings.PickerAccounts.MANAGED;
      case null, default -> {
        problem(PICKERS, "must be any or managed");
        yield Settings.PickerAccounts.MANAGED;
      }
    };
  }

  private NamePatterns patterns(String member, Predicate<String> isGood, String what) {
    JsonNode value = document.path(member);
    if (value.isMissingNode()) {
      return NamePatterns.ANY;
    }
    List<String> patterns = new ArrayList<>();
    boolean isBad = !value.isArray();
    for (JsonNode item : value) {
      isBad |= !item.isTextual() || !isGood.test(item.asText());
      patterns.add(item.asText());
    }
    if (isBad) {
      problem(member, "must be a list of " + what);
    }
    return new NamePatterns(patterns);
  }

  private static boolean isScheme(String text) {
    return !text.isEmpty()
        && text.equals(text.toLowerCase(Locale.ROOT))
        && text.chars().noneMatch(c -> c == ':' || c == '/' || Character.isWhitespace(c));
  }

  private void problem(String member, String rule) {
    problems.add(member, document.path(member).toString(), rule);
  }

  private static String known() {
    return String.join(", ", ROUTES, PICKERS, SCHEMES, ACCOUNTS);
  }
}
