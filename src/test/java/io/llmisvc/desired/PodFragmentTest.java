package io.llmisvc.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodFragmentTest {
  private static final ObjectNode TEMPLATE =
      Yaml.objects(
              """
              serviceAccountName: runner
              containers:
              - name: main
                args: [--own]
                env: [{name: A, value: old}, {name: B, value: b}]
                volumeMounts: [{name: data, mountPath: /elsewhere}]
              initContainers: [{name: first}, {name: second}]
              volumes: [{name: data, emptyDir: {}}]
              """)
          .getFirst();

  @Test
  void leavesTheTemplateAsItIs() {
    // Given
    ObjectNode before = TEMPLATE.deepCopy();

    // When
    ObjectNode pod = PodFragment.account("other").onto(TEMPLATE);

    // Then
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("other");
    assertThat(TEMPLATE).isEqualTo(before);
  }

  @Test
  void changesNothingWithoutAFeature() {
    assertThat(PodFragment.NOTHING.onto(TEMPLATE)).isEqualTo(TEMPLATE);
  }

  @Test
  void addsUpArgumentsAroundTheContainersOwn() {
    // Given
    PodFragment lora = args(List.of("--first"), List.of());
    PodFragment tracing = args(List.of(), List.of("--last"));

    // When
    ObjectNode pod = lora.and(tracing).onto(TEMPLATE);

    // Then
    assertThat(PodTrees.words(pod.at("/containers/0"), "args"))
        .containsExactly("--first", "--own", "--last");
  }

  @Test
  void namesEveryVariableOnce() {
    // When
    ObjectNode pod =
        PodFragment.container(
                "main", ContainerFragment.env(ContainerEnvironment.literal("A", "new")))
            .onto(TEMPLATE);

    // Then
    assertThat(pod.at("/containers/0/env"))
        .containsExactly(
            Trees.of(ContainerEnvironment.literal("B", "b")),
            Trees.of(ContainerEnvironment.literal("A", "new")));
  }

  @Test
  void addsVariablesThatNobodySet() {
    // Given
    EnvVar c = ContainerEnvironment.literal("C", "default");
    ContainerFragment defaults =
        ContainerFragment.defaults(List.of(ContainerEnvironment.literal("B", "default"), c));
    // When
    ObjectNode pod = PodFragment.container("main", defaults).onto(TEMPLATE);
    // Then
    assertThat(pod.at("/containers/0/env"))
        .containsExactly(
            Trees.of(ContainerEnvironment.literal("A", "old")),
            Trees.of(ContainerEnvironment.literal("B", "b")),
            Trees.of(c));
  }

  @Test
  void addsNoMountOfAVolumeThatIsMountedAndNoVolumeTwice() {
    // Given
    PodFragment fragment =
        PodFragment.container(
                "main",
                ContainerFragment.mounts(
                    new VolumeMountBuilder().withName("data").withMountPath("/data").build()))
            .and(PodFragment.volumes(List.of(new VolumeBuilder().withName("data").build())));

    // When
    ObjectNode pod = fragment.onto(TEMPLATE);

    // Then
    assertThat(pod).isEqualTo(TEMPLATE);
  }

  @Test
  void removesInitContainersByName() {
    // When
    ObjectNode pod = PodFragment.withoutInitContainer("first").onto(TEMPLATE);

    // Then
    assertThat(PodTrees.items(pod, PodTrees.INIT_CONTAINERS))
        .extracting(PodTrees::name)
        .containsExactly("second");
  }

  private static PodFragment args(List<String> before, List<String> after) {
    return PodFragment.container("main", ContainerFragment.args(before, after));
  }
}
