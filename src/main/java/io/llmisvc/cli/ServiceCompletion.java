package io.llmisvc.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Completes names of services: the program asks the cluster for them. */
final class ServiceCompletion {
  private static final String LABEL = "SERVICE";

  private static final String BASH =
      """

      # Where a verb takes names of services, they come from the cluster that the words before name.
      function _complete_%1$s_with_services() {
        _complete_%1$s
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} scope=() i
        [[ " %2$s " == *" ${COMP_WORDS[1]} "* && $word != -* ]] || return 0
        [[ $before != -* || $before == -A || $before == --all-namespaces ]] || return 0
        for ((i = 2; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            -f | --filename) return 0 ;;
            -A | --all-namespaces) scope+=(-A) ;;
            -n | --namespace | --context | --kubeconfig) scope+=("${COMP_WORDS[i]}" "${COMP_WORDS[i + 1]}") ;;
          esac
        done
        COMPREPLY+=($(compgen -W "$(%1$s status -o name "${scope[@]}" 2>/dev/null)" -- "$word"))
      }
      complete -F _complete_%1$s_with_services -o default %1$s
      """;

  private static final String FISH =
      """
      # Names of services come from the cluster that the words before name.
      function __%1$s_services
          set -l words (commandline -opc)
          set -l scope
          set -l i 3
          while test $i -le (count $words)
              switch $words[$i]
                  case -f --filename '--filename=*'
                      return
                  case -A --all-namespaces '--namespace=*' '--context=*' '--kubeconfig=*'
                      set -a scope $words[$i]
                  case -n --namespace --context --kubeconfig
                      set -a scope $words[$i] $words[(math $i + 1)]
              end
              set i (math $i + 1)
          end
          %1$s status -o name $scope 2>/dev/null
      end
      """;

  private ServiceCompletion() {}

  /** The function {@code __PROGRAM_services}, which prints the names, for fish. */
  static String fish(String program) {
    return FISH.formatted(program);
  }

  /** What comes after the script of the library, for bash and zsh. */
  static String bash(String program, CommandSpec spec) {
    String verbs =
        spec.subcommands().entrySet().stream()
            .filter(verb -> takesServices(verb.getValue().getCommandSpec()))
            .map(verb -> verb.getKey())
            .collect(Collectors.joining(" "));
    return BASH.formatted(program, verbs);
  }

  /** Whether names of services may follow a verb. */
  static boolean takesServices(CommandSpec verb) {
    return verb.positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().contains(LABEL));
  }
}
