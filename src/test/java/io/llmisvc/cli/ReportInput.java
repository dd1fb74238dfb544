package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of manifests that reports are made of. */
final class ReportInput {
  private static final Path SAMPLES = Path.of("samples");
  private static final String CHANGED = "20-complete.yaml";

  /** What a page that does not escape would run. */
  static final String HARM =
      "</script></pre><img src=x onerror='window.harmed=1'>\"><svg onload=alert(1)>&lt;";

  private ReportInput() {}

  /** Services and a config that mean harm wherever they may write what they want; their path. */
  static String hostile(Path file) throws IOException {
    ObjectNode composed = hostile("composed");
    ((ObjectNode) composed.path("spec")).putArray("baseRefs").addObject().put("name", HARM);
    ObjectNode broken = hostile("broken");
    ObjectNode spec = (ObjectNode) broken.path("spec");
    spec.put(HARM, HARM).putArray("baseRefs").addObject().put("name", "no " + HARM);
    ObjectNode config = broken.deepCopy();
    config.put("kind", "LLMInferenceServiceConfig").withObject("/metadata").put("name", HARM);
    config.putObject("spec").putObject("annotations").put(HARM, HARM);
    return Files.writeString(
            file, Yaml.text(composed) + "---\n" + Yaml.text(broken) + "---\n" + Yaml.text(config))
        .toString();
  }

  private static ObjectNode hostile(String name) {
    ObjectNode service =
        Yaml.object(
            """
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata: {namespace: demo}
            spec:
              template: {containers: [{name: main}]}
            """);
    service.withObject("/metadata").put("name", name);
    ObjectNode spec = (ObjectNode) service.path("spec");
    spec.putObject("model").put("uri", "hf://" + HARM).put("name", HARM + "\u202e\u0007");
    spec.putObject("labels").put(HARM, HARM);
    ObjectNode container = (ObjectNode) spec.at("/template/containers/0");
    container.put("image", HARM);
    container.putArray("args").add("--" + HARM).add(HARM.repeat(20) + "\n" + HARM);
    container.putArray("env").addObject().put("name", HARM + "]").put("value", HARM);
    return service;
  }

  /** The samples, but for a service that is to have fewer GPUs. */
  static Path samplesWithAChange(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path sample : samples()) {
      String text = Files.readString(sample);
      Files.writeString(
          folder.resolve(sample.getFileName()),
          sample.endsWith(CHANGED) ? text.replace("data: 8", "data: 4") : text);
    }
    return folder;
  }

  /** So many services, each a sample under a name of its own, with the configs of the samples. */
  static Path services(Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    List<Path> samples = samples();
    for (int i = 0; i < number; i++) {
      String text = Files.readString(samples.get(i % samples.size()));
      String numbered = text.replaceAll("(?m)^(  name: .*)$", "$1-" + i);
      Files.writeString(folder.resolve("service-%03d.yaml".formatted(i)), numbered);
    }
    return folder;
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
