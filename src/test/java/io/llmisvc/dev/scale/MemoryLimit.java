package io.llmisvc.dev.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A cgroup of our own for the operator, with a limit on memory, where the machine allows it. */
final class MemoryLimit implements AutoCloseable {
  private static final String CONTROLLER = "memory";

  private final Path group;

  private MemoryLimit(Path group) {
    this.group = group;
  }

  /** Nothing when there is no cgroup v2 that we may divide for memory. */
  static Optional<MemoryLimit> of(long bytes) {
    return candidates()
        .map(parent -> parent.resolve("llmisvc-scale-" + ProcessHandle.current().pid()))
        .flatMap(group -> limited(group, bytes).stream())
        .findFirst();
  }

  Path group() {
    return group;
  }

  /** The process must be gone. */
  @Override
  public void close() {
    delete(group);
  }

  /** Our own group and the one above, which may give us memory where ours cannot be divided. */
  private static Stream<Path> candidates() {
    try {
      Optional<Path> mount = mount();
      Optional<String> own =
          Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
              .filter(line -> line.startsWith("0::/"))
              .map(line -> line.substring("0::/".length()))
              .findFirst();
      if (mount.isEmpty() || own.isEmpty()) {
        return Stream.empty();
      }
      Path group = mount.get().resolve(own.get());
      return own.get().isEmpty() ? Stream.of(group) : Stream.of(group, group.getParent());
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Optional<Path> mount() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> List.of(line.split(" ")))
        .filter(fields -> fields.get(2).equals("cgroup2"))
        .map(fields -> Path.of(fields.get(1)))
        .filter(MemoryLimit::offersMemory)
        .findFirst();
  }

  private static boolean offersMemory(Path mount) {
    try {
      return List.of(Files.readString(mount.resolve("cgroup.controllers")).strip().split(" "))
          .contains(CONTROLLER);
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<MemoryLimit> limited(Path group, long bytes) {
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve("memory.max"), Long.toString(bytes));
      Path swap = group.resolve("memory.swap.max");
      if (Files.exists(swap)) {
        Files.writeString(swap, "0");
      }
      return Optional.of(new MemoryLimit(group));
    } catch (IOException e) {
      delete(group);
      return Optional.empty();
    }
  }

  private static void delete(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      System.err.println("cannot remove the cgroup " + group + ": " + e.getMessage());
    }
  }
}
