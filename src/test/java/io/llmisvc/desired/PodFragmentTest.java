package io.llmisvc.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.golden.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodFragmentTest {
  private static final PodSpec TEMPLATE =
      Trees.read(
          Yaml.documents(
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
              .getFirst(),
          PodSpec.class);

  @Test
  void leavesTheTemplateAsItIs() {
    // Given
    PodSpec before = Trees.read(Trees.of(TEMPLATE), PodSpec.class);

    // When
    PodSpec pod = PodFragment.account("other").onto(TEMPLATE);

    // Then
    assertThat(pod.getServiceAccountName()).isEqualTo("other");
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
    PodSpec pod = lora.and(tracing).onto(TEMPLATE);

    // Then
    assertThat(pod.getContainers().getFirst().getArgs())
        .containsExactly("--first", "--own", "--last");
  }

  @Test
  void namesEveryVariableOnce() {
    // When
    PodSpec pod =
        PodFragment.container("main", ContainerFragment.env(Environment.literal("A", "new")))
            .onto(TEMPLATE);

    // Then
    assertThat(pod.getContainers().getFirst().getEnv())
        .containsExactly(Environment.literal("B", "b"), Environment.literal("A", "new"));
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
    PodSpec pod = fragment.onto(TEMPLATE);

    // Then
    assertThat(pod).isEqualTo(TEMPLATE);
  }

  @Test
  void removesInitContainersByName() {
    // When
    PodSpec pod = PodFragment.withoutInitContainer("first").onto(TEMPLATE);

    // Then
    assertThat(pod.getInitContainers()).extracting("name").containsExactly("second");
  }

  private static PodFragment args(List<String> before, List<String> after) {
    return PodFragment.container(
        "main", new ContainerFragment(List.of(), before, after, List.of()));
  }
}
