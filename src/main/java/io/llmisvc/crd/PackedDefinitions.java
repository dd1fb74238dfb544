package io.llmisvc.crd;

import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the CRDs into the program, when it is built: as they are, to be printed, and as JSON, which
 * is read thirty times as fast.
 */
final class PackedDefinitions {
  private PackedDefinitions() {}

  /**
   * @param arguments the folder to write to, and the CRDs: YAML
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int i = 1; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      String name = file.getFileName().toString();
      String text = Files.readString(file);
      pack(text, folder.resolve(name + ".gz"));
      pack(Yaml.object(text).toString(), folder.resolve(name.replaceAll("\\.yaml$", ".json.gz")));
    }
  }

  private static void pack(String text, Path to) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
