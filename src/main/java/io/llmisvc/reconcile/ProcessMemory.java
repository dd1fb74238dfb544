package io.llmisvc.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory of the process and of its container, as Linux tells it: of the JVM and of the native
 * binary alike.
 */
final class ProcessMemory {
  private static final String RESIDENT = "VmRSS:";
  private static final List<String> LIMITS =
      List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

  /** What the first version of cgroups says in place of no limit is near {@link Long#MAX_VALUE}. */
  private static final long NO_LIMIT = 1L << 60;

  private final Path root;

  /**
   * @param root of the file system
   */
  ProcessMemory(Path root) {
    this.root = root;
  }

  /** Bytes that are in RAM; absent where the system does not say. */
  OptionalLong resident() {
    return lines("proc/self/status")
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  /** Bytes that the container may use; absent without a limit. */
  OptionalLong limit() {
    return LIMITS.stream()
        .flatMap(file -> lines(file).findFirst().stream())
        .filter(text -> text.matches("\\d{1,19}"))
        .mapToLong(Long::parseLong)
        .filter(bytes -> bytes < NO_LIMIT)
        .findFirst();
  }

  private Stream<String> lines(String file) {
    return read(root.resolve(file)).stream().flatMap(String::lines);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty(); // another system, or another version of cgroups
    }
  }
}
