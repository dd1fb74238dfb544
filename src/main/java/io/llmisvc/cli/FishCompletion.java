package io.llmisvc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What makes fish complete verbs, options and their values. */
final class FishCompletion {
  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  /**
   * The script.
   *
   * @param program what is typed
   * @param spec that of the program
   */
  static String of(String program, CommandSpec spec) {
    FishCompletion completion = new FishCompletion(program);
    completion.add("-f");
    spec.options().forEach(option -> completion.option("__fish_use_subcommand", option));
    for (Map.Entry<String, CommandLine> verb : spec.subcommands().entrySet()) {
      completion.verb(verb.getKey(), verb.getValue().getCommandSpec());
    }
    return ServiceCompletion.fish(program) + String.join("\n", completion.lines) + "\n";
  }

  private void verb(String name, CommandSpec verb) {
    add(
        "-n __fish_use_subcommand -a %s%s"
            .formatted(name, description(verb.usageMessage().description())));
    String within = "__fish_seen_subcommand_from " + name;
    verb.options().forEach(option -> option(within, option));
    verb.positionalParameters().stream()
        .flatMap(FishCompletion::candidates)
        .forEach(value -> add("-n %s -a %s".formatted(quoted(within), quoted(value))));
    if (ServiceCompletion.takesServices(verb)) {
      add("-n %s -a '(__%s_services)'".formatted(quoted(within), program));
    }
    if (name.equals("help")) {
      verb.parent()
          .subcommands()
          .keySet()
          .forEach(other -> add("-n %s -a %s".formatted(quoted(within), other)));
    }
  }

  private void option(String within, OptionSpec option) {
    StringBuilder line = new StringBuilder("-n " + quoted(within));
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    List<String> values = candidates(option).toList();
    if (!values.isEmpty()) {
      line.append(" -x -a ").append(quoted(String.join(" ", values)));
    } else if (option.arity().max() > 0) {
      line.append(option.paramLabel().contains("FILE") ? " -r -F" : " -x");
    }
    add(line.append(description(option.description())).toString());
  }

  private static Stream<String> candidates(ArgSpec argument) {
    @Nullable Iterable<String> candidates = argument.completionCandidates();
    return candidates == null ? Stream.of() : StreamSupport.stream(candidates.spliterator(), false);
  }

  /** The first sentence, or what stands before the first semicolon. */
  private static String description(String... texts) {
    String text = String.join(" ", texts).replace("${DEFAULT-VALUE}", "").strip();
    String first = text.split("[.;] |[.;]$", 2)[0];
    return first.isEmpty() ? "" : " -d " + quoted(first);
  }

  private void add(String rest) {
    lines.add("complete -c " + program + " " + rest);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
