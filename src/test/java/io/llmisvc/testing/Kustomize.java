package io.llmisvc.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code kubectl apply -k} applies. */
public final class Kustomize {
  private Kustomize() {}

  /**
   * Writes what a directory gives into a file; fails with what kubectl said when it gives nothing.
   */
  public static Path build(Path directory, Path into) {
    String built =
        Command.run(Assets.binary("kubectl").toString(), "kustomize", directory.toString())
            .orThrow();
    try {
      return Files.writeString(into, built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables that a Deployment among these objects gives to its first container. */
  public static Map<String, String> environment(List<ObjectNode> objects) {
    Map<String, String> environment = new HashMap<>();
    objects.stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .flatMap(deployment -> deployment.at("/spec/template/spec/containers/0/env").valueStream())
        .forEach(
            entry -> environment.put(entry.path("name").asText(), entry.path("value").asText()));
    return environment;
  }

  /** Writes what an overlay of a directory gives that has a namespace of its own. */
  public static Path buildIn(String namespace, Path directory, Path work) {
    try {
      Path overlay = Files.createTempDirectory(work, "overlay").toRealPath();
      Path sources = overlay.relativize(Path.of("kubernetes").toRealPath());
      Files.writeString(
          overlay.resolve("kustomization.yaml"),
          """
          namespace: "%s"
          resources: [%s]
          transformers: [%s]
          """
              .formatted(
                  namespace,
                  overlay.relativize(directory.toRealPath()),
                  sources.resolve("transformers/namespace")));
      return build(overlay, overlay.resolve("built.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
