package io.llmisvc.composition;

import static io.llmisvc.composition.PresetCommand.GATED;
import static io.llmisvc.composition.PresetCommand.command;
import static io.llmisvc.composition.PresetCommand.serve;
import static io.llmisvc.composition.PresetCommand.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.composition.layer.WellKnown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pods of a group find each other, by a real bash. */
class MultiNodeShellTest {
  private PresetShell shell;

  @BeforeEach
  void startWithAnEmptyDirectory(@TempDir Path home) throws IOException {
    shell = new PresetShell(home);
  }

  @Test
  void dataParallelLeaderServesAndCoordinates() throws Exception {
    // Given
    var values =
        Map.of(
            "Data", "8", "DataLocal", "4", "Tensor", "2", "Expert", "true", "DataRPCPort", "5556");

    // When
    var result = shell.run(command(WellKnown.DECODE_WORKER_DATA_PARALLEL, "template", values));

    // Then
    assertThat(result.argv())
        .isEqualTo(
            serve(
                words(
                    "--port 8001 --api-server-count 8 --enable-expert-parallel --tensor-parallel-size 2"),
                words(
                    "--data-parallel-size 8 --data-parallel-size-local 4 --data-parallel-address 10.1.2.3"),
                words("--data-parallel-rpc-port 5556 --data-parallel-start-rank 0"),
                GATED));
  }

  @Test
  void dataParallelWorkerStartsAfterTheRanksOfThePodsBeforeIt() throws Exception {
    // Given
    var command =
        command(
            WellKnown.PREFILL_WORKER_DATA_PARALLEL,
            "prefill/worker",
            Map.of("Data", "12", "DataLocal", "4"));

    // When
    var result = shell.with("LWS_WORKER_INDEX", "2").run(command);

    // Then
    assertThat(result.argv())
        .isEqualTo(
            serve(
                words("--port 8000 --data-parallel-size 12 --data-parallel-size-local 4"),
                words("--data-parallel-address 10.1.2.3 --data-parallel-rpc-port 5555"),
                words("--data-parallel-start-rank 8 --headless"),
                GATED));
  }

  @Test
  void apiServerCountCanBeChosen() throws Exception {
    // When
    var result =
        shell
            .with("VLLM_API_SERVER_COUNT", "2")
            .run(command(WellKnown.WORKER_DATA_PARALLEL, "template", Map.of("Data", "2")));

    // Then
    assertThat(result.argv()).containsSequence("--api-server-count", "2");
  }

  @ParameterizedTest
  @CsvSource({
    "WORKER_PIPELINE_PARALLEL, template, 0, ''",
    "WORKER_PIPELINE_PARALLEL, worker, 3, --headless"
  })
  void pipelineParallelPodsJoinTheLeaderByRank(
      WellKnown preset, String pod, String rank, String last) throws Exception {
    // When
    var result =
        shell
            .with("LWS_WORKER_INDEX", rank)
            .run(command(preset, pod, Map.of("Pipeline", "4", "Tensor", "8")));

    // Then
    assertThat(result.argv())
        .isEqualTo(
            serve(
                words("--port 8000 --tensor-parallel-size 8 --pipeline-parallel-size 4"),
                words("--distributed-executor-backend mp --nnodes 4 --node-rank " + rank),
                words("--master-addr 10.1.2.3 " + last),
                GATED));
  }

  @ParameterizedTest
  @CsvSource({"3, '', 3, 10.1.2.3", "99, '', 30, leader.group", "99, 5, 5, leader.group"})
  void leaderIsLookedUpUntilItResolvesOrTheAttemptsEnd(
      String resolvesAt, String attempts, int questions, String address) throws Exception {
    // When
    var result =
        shell
            .with("FAKE_RESOLVES_AT", resolvesAt)
            .with("DP_ADDRESS_RESOLVE_ATTEMPTS", attempts)
            .run(command(WellKnown.WORKER_DATA_PARALLEL, "worker", Map.of("Data", "2")));

    // Then
    assertThat(shell.questionsForTheLeader()).isEqualTo(questions);
    assertThat(result.argv()).containsSequence("--data-parallel-address", address);
  }
}
