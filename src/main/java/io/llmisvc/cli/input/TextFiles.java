package io.llmisvc.cli.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads what the arguments name: files, directories, {@code -} for the standard input, and files or
 * directories of a commit.
 */
final class TextFiles {
  /** Far above any real set of manifests; what is larger is a mistake, such as an image. */
  static final int LIMIT = 64 * 1024 * 1024;

  private static final String STDIN = "-";
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private final InputStream stdin;
  private final boolean recursive;
  private final Problems problems;

  TextFiles(InputStream stdin, boolean recursive, Problems problems) {
    this.stdin = stdin;
    this.recursive = recursive;
    this.problems = problems;
  }

  /** In the order of the arguments; the files of a directory by name. */
  List<Text> read(List<String> arguments) {
    List<Text> texts = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(STDIN)) {
        read("stdin", stdin, texts);
      } else {
        GitAddress.of(argument)
            .ifPresentOrElse(
                address -> read(address, texts),
                () -> files(argument).forEach(file -> read(file, texts)));
      }
    }
    return texts;
  }

  private void read(GitAddress address, List<Text> texts) {
    new GitFiles(address, recursive, problems)
        .read(TextFiles::isManifest)
        .forEach(file -> read(file.name(), new ByteArrayInputStream(file.content()), texts));
  }

  private List<Path> files(String argument) {
    Path path = Path.of(argument);
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
      List<Path> files =
          below.filter(Files::isRegularFile).filter(TextFiles::isManifest).sorted().toList();
      if (files.isEmpty()) {
        problems.add(argument, "the directory has no file that ends in .yaml, .yml or .json");
      }
      return files;
    } catch (IOException e) {
      problems.add(argument, "cannot be listed: " + reason(e));
      return List.of();
    }
  }

  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private void read(Path file, List<Text> texts) {
    if (!Files.exists(file)) {
      problems.add(file.toString(), "no such file");
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      read(file.toString(), in, texts);
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + reason(e));
    }
  }

  private void read(String name, InputStream in, List<Text> texts) {
    try {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        problems.add(name, "is larger than %d MB; split it".formatted(LIMIT >> 20));
        return;
      }
      texts.add(new Text(name, decode(bytes)));
    } catch (CharacterCodingException e) {
      problems.add(name, "is not text in UTF-8");
    } catch (IOException e) {
      problems.add(name, "cannot be read: " + reason(e));
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
