package io.llmisvc.dev.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the kernel says of a process, below {@code /proc}. */
final class ProcessMeter {
  private static final double TICKS_PER_SECOND = 100;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String ESTABLISHED = "01";
  private static final String RESETS_PEAK = "5";

  private final Path directory;

  /** Amounts in KiB. */
  record Memory(long resident, long anonymous, long file, long peak) {
    static final Memory NONE = new Memory(0, 0, 0, 0);
  }

  ProcessMeter(long pid) {
    this.directory = Path.of("/proc", Long.toString(pid));
  }

  boolean isJvm() {
    try {
      return Files.readSymbolicLink(directory.resolve("exe")).endsWith("java");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In user mode and in the kernel, since its start. */
  double cpuSeconds() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** How long its living threads were ready to run while no core was free, together. */
  double waitedSeconds() {
    try (Stream<Path> threads = Files.list(directory.resolve("task"))) {
      return threads.mapToLong(ProcessMeter::waitedNanos).sum() / NANOS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long waitedNanos(Path thread) {
    try {
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[1]);
    } catch (IOException e) {
      return 0; // ended meanwhile
    }
  }

  /** Of the whole machine: everything but idling, since it started. */
  static double machineCpuSeconds() {
    String[] fields = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
    long ticks = 0;
    for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  Memory memory() {
    Map<String, Long> status = amounts("status");
    return new Memory(
        status.getOrDefault("VmRSS", 0L),
        status.getOrDefault("RssAnon", 0L),
        status.getOrDefault("RssFile", 0L),
        status.getOrDefault("VmHWM", 0L));
  }

  /** Counted anew from the page tables, where {@link #memory} may lag behind; in KiB. */
  long countedResident() {
    return amounts("smaps_rollup").getOrDefault("Rss", 0L);
  }

  void resetPeak() {
    try {
      Files.writeString(directory.resolve("clear_refs"), RESETS_PEAK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many open connections lead to that port. */
  int connectionsTo(int port) {
    Set<String> inodes = sockets();
    return (int)
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(table -> read(table).lines().skip(1))
            .map(line -> List.of(line.strip().split(" +")))
            .filter(fields -> fields.get(2).endsWith(":%04X".formatted(port)))
            .filter(fields -> fields.get(3).equals(ESTABLISHED))
            .filter(fields -> inodes.contains(fields.get(9)))
            .count();
  }

  private Set<String> sockets() {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(directory.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
      return inodes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** Lines such as {@code VmRSS: 123 kB}. */
  private Map<String, Long> amounts(String file) {
    Map<String, Long> amounts = new TreeMap<>();
    read(file)
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).endsWith(" kb"))
        .map(line -> line.split("[: \t]+"))
        .forEach(fields -> amounts.put(fields[0], Long.parseLong(fields[1])));
    return amounts;
  }

  private String read(String file) {
    return read(directory.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
