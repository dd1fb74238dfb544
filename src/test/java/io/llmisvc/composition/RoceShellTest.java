package io.llmisvc.composition;

import static io.llmisvc.composition.PresetCommand.GATED;
import static io.llmisvc.composition.PresetCommand.serve;
import static io.llmisvc.composition.PresetCommand.template;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inferred about RDMA devices, by a real bash on a tree like /sys. */
class RoceShellTest {
  private PresetShell shell;

  @BeforeEach
  void startWithAnEmptyDirectory(@TempDir Path home) throws IOException {
    shell = new PresetShell(home);
  }

  @Test
  void roceIsLeftAloneUnlessAskedFor() throws Exception {
    // Given
    device("mlx5_0", "4: ACTIVE", "RoCE v2", 3);

    // When
    var result = shell.run(template(Map.of()));

    // Then
    assertThat(result.env())
        .noneMatch(entry -> entry.startsWith("NCCL_") || entry.startsWith("UCX_"));
  }

  @Test
  void roceNamesTheActiveDevicesAndTheirCommonIndex() throws Exception {
    // Given
    device("mlx5_0", "4: ACTIVE", "RoCE v2", 5);
    device("mlx5_1", "4: ACTIVE", "RoCE v2", 5);
    device("mlx5_2", "4: ACTIVE", "RoCE v2", 3);
    device("mlx5_3", "1: DOWN", "RoCE v2", 3);
    device("mlx5_4", "4: ACTIVE", "IB/RoCE v1", 3);
    device("bnxt_0", "4: ACTIVE", "RoCE v2", 3);

    // When
    var result = shell.with("KSERVE_INFER_ROCE", "true").run(template(Map.of()));

    // Then
    assertThat(result.env())
        .contains(
            "NCCL_IB_HCA=mlx5_0,mlx5_1,mlx5_2",
            "NVSHMEM_HCA_LIST=mlx5_0:1,mlx5_1:1,mlx5_2:1",
            "UCX_NET_DEVICES=mlx5_0:1,mlx5_1:1,mlx5_2:1",
            "NCCL_IB_GID_INDEX=5",
            "NVSHMEM_IB_GID_INDEX=5",
            "UCX_IB_GID_INDEX=5");
    assertThat(result.log())
        .anyMatch(line -> line.endsWith("bnxt_0/ports/1/gid_attrs/types/3:RoCE v2"));
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 3", "11, 2, 2", "5, 3, 3", "10, 10, 10"})
  void roceIndexThreeWinsATie(int first, int second, String index) throws Exception {
    // Given
    device("mlx5_0", "4: ACTIVE", "RoCE v2", first);
    device("mlx5_1", "4: ACTIVE", "RoCE v2", second);

    // When
    var result = shell.with("KSERVE_INFER_ROCE", "true").run(template(Map.of()));

    // Then
    assertThat(result.env()).contains("NCCL_IB_GID_INDEX=" + index);
  }

  @Test
  void roceKeepsWhatTheUserHasSet() throws Exception {
    // Given
    device("mlx5_0", "4: ACTIVE", "RoCE v2", 3);
    shell.with("NCCL_IB_HCA", "mine").with("NCCL_IB_GID_INDEX", "7").with("UCX_IB_GID_INDEX", "8");

    // When
    var result = shell.with("KSERVE_INFER_ROCE", "true").run(template(Map.of()));

    // Then
    assertThat(result.env())
        .contains("NCCL_IB_HCA=mine", "UCX_NET_DEVICES=mlx5_0:1", "NCCL_IB_GID_INDEX=7")
        .contains("NVSHMEM_IB_GID_INDEX=7", "UCX_IB_GID_INDEX=8");
  }

  @Test
  void roceFiltersByTheTypeThatTheUserNames() throws Exception {
    // Given
    device("mlx5_0", "4: ACTIVE", "IB/RoCE v1", 2);
    shell.with("KSERVE_INFER_IB_GID_INDEX_GREP", "RoCE v1");

    // When
    var result = shell.with("KSERVE_INFER_ROCE", "true").run(template(Map.of()));

    // Then
    assertThat(result.env()).contains("NCCL_IB_HCA=mlx5_0", "NCCL_IB_GID_INDEX=2");
  }

  @Test
  void roceWithoutDevicesIsReportedAndVllmStarts() throws Exception {
    // When
    var result = shell.with("KSERVE_INFER_ROCE", "true").run(template(Map.of()));

    // Then
    assertThat(result.log()).anyMatch(line -> line.startsWith("ERROR: no GID index"));
    assertThat(result.argv()).isEqualTo(serve(List.of("--port", "8000"), GATED));
  }

  /** A device whose indexes 0 and up are of another type or without IPv4 address, but for one. */
  private void device(String name, String state, String type, int index) throws IOException {
    String port = "class/infiniband/" + name + "/ports/1/";
    shell.sysfs(port + "state", state);
    for (int i = 0; i <= index; i++) {
      shell.sysfs(port + "gid_attrs/types/" + i, i % 2 == index % 2 ? type : "other");
      String gid =
          i == index || i % 2 != index % 2 ? "0000:0000:0000:0000:0000:ffff:0a01:0203" : "fe80::1";
      shell.sysfs(port + "gids/" + i, gid);
    }
  }
}
