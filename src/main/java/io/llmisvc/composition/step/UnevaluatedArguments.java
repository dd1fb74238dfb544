package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of arguments of our start script that were written for a second evaluation by a shell. */
public final class UnevaluatedArguments {
  private static final String REASON = "ArgumentNotEvaluated";
  private static final String LINE = "VLLM_ADDITIONAL_ARGS";

  /** Stands in the script of every preset of ours that starts vLLM, and in nobody else's. */
  private static final String OUR_SCRIPT = "split \"${VLLM_ADDITIONAL_ARGS:-}\"";

  private static final int LONGEST = 60;
  private static final int MOST = 20;

  private static final List<Pod> PODS =
      List.of(
          new Pod(Subject.MAIN_WORKLOAD, "template"),
          new Pod(Subject.MAIN_WORKLOAD, "worker"),
          new Pod(Subject.PREFILL_WORKLOAD, "prefill", "template"),
          new Pod(Subject.PREFILL_WORKLOAD, "prefill", "worker"));

  private UnevaluatedArguments() {}

  private record Pod(Subject subject, String... path) {
    String containers() {
      return "spec." + String.join(".", path) + ".containers[name=main].";
    }
  }

  public static void report(SpecTree spec, CompositionContext context) {
    for (Pod pod : PODS) {
      Trees.objects(spec.list(append(pod.path(), "containers")))
          .filter(container -> container.path("name").asText().equals("main"))
          .filter(UnevaluatedArguments::runsOurScript)
          .flatMap(container -> findings(pod, container).stream())
          .limit(MOST)
          .forEach(context.findings()::add);
    }
  }

  private static boolean runsOurScript(JsonNode container) {
    return container
        .path("command")
        .valueStream()
        .anyMatch(word -> word.asText().contains(OUR_SCRIPT));
  }

  private static List<Finding> findings(Pod pod, JsonNode container) {
    Set<String> environment =
        Trees.objects(container.path("env"))
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    JsonNode args = container.path("args");
    for (int i = 0; i < args.size(); i++) {
      String item = args.get(i).asText();
      String path = pod.containers() + "args[" + i + "]";
      new ShellHabits(item, environment)
          .inArgument()
          .ifPresent(advice -> findings.add(finding(pod, path, item, advice)));
    }
    Trees.objects(container.path("env"))
        .filter(variable -> variable.path("name").asText().equals(LINE))
        .map(variable -> variable.path("value").asText())
        .forEach(
            line ->
                new ShellHabits(line, environment)
                    .inLine()
                    .ifPresent(advice -> findings.add(finding(pod, envPath(pod), line, advice))));
    return findings;
  }

  private static String envPath(Pod pod) {
    return pod.containers() + "env[name=" + LINE + "].value";
  }

  private static Finding finding(Pod pod, String path, String item, String advice) {
    String line = item.replace('\n', ' ');
    String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    return Finding.warning(
        pod.subject(),
        REASON,
        path,
        "%s reaches vLLM as it is written, no shell reads it again: %s".formatted(shown, advice));
  }

  private static String[] append(String[] path, String name) {
    List<String> longer = new ArrayList<>(List.of(path));
    longer.add(name);
    return longer.toArray(String[]::new);
  }
}
