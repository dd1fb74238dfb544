package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedTreesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final PackedTrees trees = new PackedTrees();

  @Test
  void givesBackEveryTree() throws IOException {
    // Given
    List<ObjectNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("out-"))
          .filter(file -> !file.endsWith("out-absent.yaml"))
          .forEach(file -> objects.addAll(AppliedManifests.read(file)));
    }
    objects.removeIf(object -> kind(object).isEmpty());
    assertThat(objects).hasSizeGreaterThan(100);
    // When
    List<PackedTrees.Packed> packed =
        objects.stream().map(o -> trees.pack(kind(o).orElseThrow(), o)).toList();
    // Then
    for (int i = 0; i < objects.size(); i++) {
      assertThat(trees.unpack(packed.get(i))).isEqualTo(objects.get(i));
    }
  }

  @Test
  void takesFewBytesForWhatIsAlike() throws IOException {
    // Given
    ObjectNode object =
        AppliedManifests.read(
                GOLDEN.resolve(
                    "router/taken-over/out-Deployment-my-llm-kserve-router-scheduler.yaml"))
            .getFirst();
    int length = object.toString().length();
    // When
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      object.withObjectProperty("metadata").put("name", "llm-" + i).put("uid", "uid-" + i * 7919);
      sizes.add(trees.pack(Kind.DEPLOYMENT, object).bytes().length);
    }
    // Then
    assertThat(sizes.getLast()).isLessThan(length / 10);
  }

  @Test
  void bearsWhatIsLargerThanItsMemoryOfOthers() throws IOException {
    // Given
    ObjectNode large = new ObjectMapper().createObjectNode().put("data", "x".repeat(1_000_000));
    // When
    PackedTrees.Packed packed = trees.pack(Kind.CONFIG_MAP, large);
    // Then
    assertThat(packed.bytes().length).isLessThan(10_000);
    assertThat(trees.unpack(packed)).isEqualTo(large);
  }

  private static Optional<Kind> kind(ObjectNode object) {
    return Kind.of(object.path("apiVersion").asText(), object.path("kind").asText());
  }
}
