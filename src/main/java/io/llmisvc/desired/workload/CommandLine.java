package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of the arguments of a container. */
enum CommandLine {
  /** The program gets them as they are. */
  PASSES_ON,
  /** A shell reads them once more: KServe's presets do so. */
  EVALUATES,
  /** A shell takes the first one as its script, or as the name of that. */
  SHELL_TAKES_FIRST,
  /** The command is a script that looks at none. */
  SCRIPT_WITHOUT_ARGUMENTS;

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
  private static final Pattern SCRIPT_FLAG = Pattern.compile("-[a-z]*c");
  private static final String BETWEEN_WORDS = " \t\n\u000B\f\r;&|({";
  private static final Pattern EVAL = Pattern.compile("(eval|\\w*sh\\s+-[a-z]*c)\\s");
  private static final Pattern ARGUMENTS = Pattern.compile("\\$\\{?[@*1]");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_=./:-]*");

  static CommandLine of(Container container) {
    List<String> command = container.getCommand();
    int shell = 0;
    while (shell < command.size() && !SHELLS.contains(program(command.get(shell)))) {
      shell++;
    }
    int script = shell + 1;
    while (script < command.size() && !SCRIPT_FLAG.matcher(command.get(script)).matches()) {
      script++;
    }
    if (script >= command.size()) {
      return PASSES_ON;
    }
    List<String> rest = command.subList(script + 1, command.size());
    if (!rest.isEmpty() && !readsArguments(rest.getFirst())) {
      return SCRIPT_WITHOUT_ARGUMENTS;
    }
    if (rest.size() < 2) {
      return SHELL_TAKES_FIRST;
    }
    return evaluates(rest.getFirst()) ? EVALUATES : PASSES_ON;
  }

  private static boolean readsArguments(String script) {
    Matcher argument = ARGUMENTS.matcher(script);
    int at = script.indexOf('$');
    while (at >= 0 && !argument.region(at, script.length()).lookingAt()) {
      at = script.indexOf('$', at + 1);
    }
    return at >= 0;
  }

  private static boolean evaluates(String script) {
    return evaluates(script, "eval") || evaluates(script, "sh");
  }

  /** Looks only at words that have a part in them: scripts are long. */
  private static boolean evaluates(String script, String part) {
    Matcher command = EVAL.matcher(script);
    for (int at = script.indexOf(part); at >= 0; at = script.indexOf(part, at + 1)) {
      int start = at;
      while (start > 0 && BETWEEN_WORDS.indexOf(script.charAt(start - 1)) < 0) {
        start--;
      }
      if (command.region(start, script.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  private static String program(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /**
   * How to write an argument so that the program gets this text. A kubelet takes two dollars for
   * one, and a name in parentheses behind a dollar for a variable.
   */
  String written(String argument) {
    String text =
        this == EVALUATES && !PLAIN.matcher(argument).matches()
            ? "'" + argument.replace("'", "'\\''") + "'"
            : argument;
    return text.replace("$", "$$");
  }
}
