package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Services of random names and shapes. */
class WorkloadPropertyTest {
  private static final long SEED = 20260801;
  private static final int SERVICES = 500;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Random random = new Random(SEED);

  @Test
  void holdsForEveryService() {
    for (int i = 0; i < SERVICES; i++) {
      // Given
      EffectiveSpec effective = service();

      // When
      Desired first = desired(effective);

      // Then
      assertThat(desired(effective)).as("seed %s, service %s", SEED, i).isEqualTo(first);
      PlanProperties.check(first);
    }
  }

  @Test
  void namesEveryChildOfEveryShapeEitherPresentOrAbsent() {
    // Given
    EffectiveSpec any = service();
    Set<ChildRole> stopped = roles(desired(stopped(any)));

    for (int i = 0; i < SERVICES; i++) {
      // When
      Desired desired = desired(service());

      // Then
      assertThat(roles(desired)).as("seed %s, service %s", SEED, i).isEqualTo(stopped);
    }
  }

  private static Set<ChildRole> roles(Desired desired) {
    return Stream.concat(
            desired.children().stream().map(Child::role),
            desired.absent().stream().map(AbsentChild::role))
        .collect(Collectors.toSet());
  }

  private static Desired desired(EffectiveSpec effective) {
    return WorkloadDesired.of(effective, Settings.defaults(), new Facts(ClusterFacts.unknown()));
  }

  private static EffectiveSpec stopped(EffectiveSpec effective) {
    ServiceMeta meta = effective.service();
    return new EffectiveSpec(
        new ServiceMeta(
            meta.namespace(),
            meta.name(),
            meta.uid(),
            1,
            Map.of(),
            Map.of(ServiceMeta.STOP, "true"),
            false),
        effective.spec(),
        effective.tree());
  }

  private EffectiveSpec service() {
    String text =
        String.join(
            "\n",
            "model: {uri: '" + pick("hf://a/b", "s3://bucket/m", "pvc://claim/x") + "'}",
            pick("", "storageInitializer: {enabled: false}"),
            pick("", "labels: {team: a, app.kubernetes.io/name: b}"),
            pick("", "router: {route: {}, scheduler: {}}"),
            workload(""),
            random.nextBoolean() ? "prefill:\n" + workload("  ") : "");
    ObjectNode tree = Yaml.objects(text).getFirst();
    ServiceMeta meta = new ServiceMeta("demo", name(), "uid", 1, Map.of(), Map.of(), false);
    return new EffectiveSpec(meta, Trees.read(tree, LLMInferenceServiceSpec.class), tree);
  }

  private String workload(String indent) {
    List<String> lines =
        List.of(
            pick("", "replicas: 2"),
            pick("", "parallelism: {data: 4, dataLocal: 2}"),
            pick("", "rolloutStrategy: {maxSurge: 1}"),
            "template: " + pod(),
            pick("", "worker: " + pod()));
    return lines.stream().map(line -> indent + line).collect(Collectors.joining("\n"));
  }

  private String pod() {
    return "{"
        + pick("", "serviceAccountName: runner, ")
        + pick("", "volumes: [{name: kserve-provision-location, emptyDir: {}}], ")
        + "containers: [{name: "
        + pick("main", "other")
        + ", image: x, env: [{name: A, value: b}]}]"
        + pick("", ", initContainers: [{name: llm-d-routing-sidecar, image: y}]")
        + "}";
  }

  private String name() {
    int length = 1 + random.nextInt(253);
    return IntStream.range(0, length)
        .mapToObj(
            i ->
                i > 0 && i < length - 1 && random.nextInt(6) == 0
                    ? "-"
                    : LETTERS.charAt(random.nextInt(LETTERS.length())) + "")
        .collect(Collectors.joining());
  }

  private String pick(String... options) {
    return options[random.nextInt(options.length)];
  }
}
