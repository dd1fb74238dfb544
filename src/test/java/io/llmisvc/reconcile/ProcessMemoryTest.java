package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessMemoryTest {
  @TempDir Path root;

  @Test
  void readsWhatLinuxSaysOfThisProcess() {
    assertThat(new ProcessMemory(Path.of("/")).resident().orElseThrow())
        .isBetween(10L << 20, 16L << 30);
  }

  @Test
  void readsResidentMemory() throws IOException {
    write("proc/self/status", "Name:\tjava\nVmHWM:\t   20000 kB\nVmRSS:\t   12345 kB\n");
    assertThat(new ProcessMemory(root).resident()).hasValue(12345L * 1024);
  }

  @Test
  void knowsNothingWhereNothingIsSaid() {
    assertThat(new ProcessMemory(root).resident()).isEmpty();
    assertThat(new ProcessMemory(root).limit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "memory.max,536870912,536870912",
    "memory.max,max,0",
    "memory/memory.limit_in_bytes,268435456,268435456",
    "memory/memory.limit_in_bytes,9223372036854771712,0"
  })
  void readsTheLimitOfEitherVersion(String file, String text, long limit) throws IOException {
    write("sys/fs/cgroup/" + file, text + "\n");
    assertThat(new ProcessMemory(root).limit().orElse(0)).isEqualTo(limit);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
