package io.llmisvc.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the command of a preset as a kubelet would, in an empty directory, with programs of the test
 * in place of vLLM, getent and sleep.
 */
public final class PresetShell {
  /** Keeps its arguments and environment; answers a question for its version. */
  private static final String VLLM =
      """
      #!/bin/bash
      if [[ $1 == --version ]]; then printf 'INFO starting\\nvLLM %s\\n' "$FAKE_VERSION"; exit; fi
      printf '%s\\0' "$@" >"$OUT/argv"
      env -0 >"$OUT/env"
      """;

  /** Knows the name from its nth question on. */
  private static final String GETENT =
      """
      #!/bin/bash
      echo >>"$OUT/questions"
      (($(wc -l <"$OUT/questions") >= FAKE_RESOLVES_AT)) && echo "10.1.2.3        STREAM $2"
      """;

  private final Path home;
  private final Map<String, String> env = new HashMap<>();

  public PresetShell(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("out"));
    Files.createDirectories(home.resolve("work"));
    program("vllm", VLLM);
    program("getent", GETENT);
    program("sleep", "#!/bin/bash\n");
    with("PATH", home.resolve("bin") + ":/usr/bin:/bin")
        .with("OUT", home.resolve("out").toString());
    with("SYS_ROOT", home.resolve("sys").toString()).with("KSERVE_MODEL_NAME", "llama");
    with("FAKE_VERSION", "0.22.1").with("FAKE_RESOLVES_AT", "1");
    with("LWS_LEADER_ADDRESS", "leader.group");
  }

  PresetShell with(String name, String value) {
    env.put(name, value);
    return this;
  }

  /** Writes a file under the root that stands for /sys. */
  PresetShell sysfs(String path, String content) throws IOException {
    Path file = home.resolve("sys").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content + "\n");
    return this;
  }

  Result run(List<String> command, String... args) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(command.stream(), Arrays.stream(args)).toList());
    builder.directory(home.resolve("work").toFile());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("out/log").toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(home.resolve("work")).isEmptyDirectory();
    return new Result(
        process.exitValue(), lines("argv", "\0"), lines("env", "\0"), lines("log", "\n"));
  }

  int questionsForTheLeader() throws IOException {
    return lines("questions", "\n").size();
  }

  private List<String> lines(String name, String end) throws IOException {
    Path file = home.resolve("out").resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    String[] lines = Files.readString(file).split(end, -1);
    return List.of(lines).subList(0, lines.length - 1);
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve("bin").resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /**
   * @param argv what vLLM was started with, empty when it was not
   * @param env the environment that it got, as NAME=value
   */
  record Result(int exit, List<String> argv, List<String> env, List<String> log) {}
}
