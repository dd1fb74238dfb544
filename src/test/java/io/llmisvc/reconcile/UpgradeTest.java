package io.llmisvc.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.Helm;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From an older version, whose presets say something else, to this one and back: pods stay, new
 * services get what the operator brings. {@link FirstInstallTest} has the same for OLM.
 */
class UpgradeTest {
  private static final Path CURRENT = Path.of("");
  private static final String OLD_PREFIX = "kserve-v0-0-9-";
  private static final String PREFIX = "LLM_INFERENCE_SERVICE_CONFIG_PREFIX";

  /** Each shape of pods, and a config that is named as people know it. */
  private static final String SERVICES =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: single}
      spec:
        model: {uri: "hf://a/b"}
        router: {gateway: {}, route: {}, scheduler: {}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: pair}
      spec: {model: {uri: "hf://a/b"}, prefill: {}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: data}
      spec: {model: {uri: "hf://a/b"}, parallelism: {data: 2, dataLocal: 1}, worker: {}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: pipeline}
      spec: {model: {uri: "hf://a/b"}, parallelism: {pipeline: 2}, worker: {}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: named}
      spec: {model: {uri: "hf://a/b"}, baseRefs: [{name: kserve-config-llm-template}]}
      """;

  private static final Set<String> NAMES = Set.of("single", "pair", "data", "pipeline", "named");

  @TempDir private Path work;

  /** How the manifests of a version get into the cluster. */
  private enum Way {
    KUSTOMIZE {
      @Override
      void install(OperatorWorld world, Path sources, Path work) {
        Crds.install(world.admin(), sources.resolve("kubernetes/base/crds"));
        Path built =
            Kustomize.build(sources.resolve("kubernetes/no-webhooks"), work.resolve("built.yaml"));
        AppliedManifests.read(built).stream()
            .filter(object -> !object.path("kind").asText().equals("CustomResourceDefinition"))
            .forEach(object -> AppliedManifests.apply(world.admin(), object));
      }

      @Override
      void goBack(OperatorWorld world, Path sources, Path work) {
        install(world, sources, work);
      }
    },
    HELM {
      @Override
      void install(OperatorWorld world, Path sources, Path work) {
        helm(
            world,
            work,
            "upgrade",
            "--install",
            "llmisvc",
            sources.resolve("helm/llmisvc").toString(),
            "--set",
            "webhooks.enabled=false");
      }

      @Override
      void goBack(OperatorWorld world, Path sources, Path work) {
        helm(world, work, "rollback", "llmisvc");
      }

      private void helm(OperatorWorld world, Path work, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--namespace", "kserve"));
        Helm.in(work, world.controlPlane()).run(all.toArray(String[]::new)).orThrow();
      }
    };

    abstract void install(OperatorWorld world, Path sources, Path work);

    abstract void goBack(OperatorWorld world, Path sources, Path work);
  }

  @ParameterizedTest
  @EnumSource
  void changesNoPodOverAnUpgradeAndBack(Way way) {
    // Given
    Path older = olderSources();
    try (OperatorWorld world = OperatorWorld.withoutInstall()) {
      world.installOtherProjects();
      way.install(world, older, work);
      String namespace = world.newNamespace();
      String oldPrefix = start(world);
      assertThat(oldPrefix).isEqualTo(OLD_PREFIX);
      world.apply(namespace, SERVICES);
      NAMES.forEach(name -> world.awaitReady(namespace, name));
      world.awaitQuiet();
      Map<String, Long> before = generations(world, namespace);
      assertThat(before).hasSize(7);
      // When
      world.stopOperator();
      way.install(world, CURRENT, work);
      String newPrefix = start(world);
      serve(world, namespace, "newer");
      // Then
      assertThat(newPrefix).isNotEqualTo(oldPrefix);
      assertThat(generations(world, namespace)).containsAllEntriesOf(before);
      assertThat(gracePeriod(world, namespace, "single")).isEqualTo(61);
      assertThat(gracePeriod(world, namespace, "newer")).isEqualTo(60);
      assertThat(presets(world, namespace, "pipeline"))
          .isNotEmpty()
          .allMatch(it -> it.startsWith(oldPrefix));
      assertThat(presets(world, namespace, "named"))
          .hasSize(2)
          .containsOnly(oldPrefix + "config-llm-template");
      assertThat(presets(world, namespace, "newer"))
          .isNotEmpty()
          .allMatch(it -> it.startsWith(newPrefix));
      // When
      Map<String, Long> between = generations(world, namespace);
      world.stopOperator();
      way.goBack(world, older, work);
      assertThat(start(world)).isEqualTo(oldPrefix);
      serve(world, namespace, "older");
      // Then
      assertThat(generations(world, namespace)).containsAllEntriesOf(between);
      assertThat(gracePeriod(world, namespace, "older")).isEqualTo(61);
    }
  }

  /** Copies what both ways are made of, in another version. */
  private Path olderSources() {
    Path copy = work.resolve("older");
    Command.run("sh", "-ec", "mkdir \"$1\" && cp -R kubernetes helm \"$1\"", "sh", copy.toString())
        .orThrow();
    Path base = copy.resolve("kubernetes/base");
    edit(base.resolve("operator.yaml"), "value: kserve-v[0-9-]+", "value: " + OLD_PREFIX);
    edit(copy.resolve("helm/llmisvc/Chart.yaml"), "ersion: .*-SNAPSHOT", "ersion: 0.0.9");
    edit(base.resolve("presets.yaml"), "GracePeriodSeconds: 60", "GracePeriodSeconds: 61");
    edit(base.resolve("presets.yaml"), "(image: ghcr.*:)v?[0-9.]+", "$1v0.0.9");
    return copy;
  }

  private static void edit(Path file, String pattern, String replacement) {
    try {
      String text = Files.readString(file);
      String edited = text.replaceAll(pattern, replacement);
      assertThat(edited).isNotEqualTo(text);
      Files.writeString(file, edited);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an operator as the Deployment says, and returns what its configs are called. */
  private static String start(OperatorWorld world) {
    String prefix =
        requireNonNull(
            world
                .admin()
                .apps()
                .deployments()
                .inNamespace("kserve")
                .withName("llmisvc-controller-manager")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .stream()
                .filter(variable -> variable.getName().equals(PREFIX))
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue))
                .get(PREFIX));
    TestOperator operator =
        world.startOperator(OperatorEnvironment.of(Map.of(PREFIX, prefix), List.of()));
    Set<String> services =
        world
            .admin()
            .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceService")
            .inAnyNamespace()
            .list()
            .getItems()
            .stream()
            .map(service -> service.getMetadata().getName())
            .collect(Collectors.toSet());
    Await.until("passes", () -> operator.finished().containsAll(services));
    return prefix;
  }

  private static void serve(OperatorWorld world, String namespace, String name) {
    world.apply(namespace, OperatorWorld.routed(name));
    world.awaitReady(namespace, name);
    world.awaitQuiet();
  }

  /** Of all that has pod templates, by kind, name and uid. */
  private static Map<String, Long> generations(OperatorWorld world, String namespace) {
    Map<String, Long> generations = new TreeMap<>();
    for (Kind kind : List.of(Kind.DEPLOYMENT, Kind.LEADER_WORKER_SET)) {
      for (GenericKubernetesResource object :
          world
              .admin()
              .genericKubernetesResources(kind.apiVersion(), kind.kind())
              .inNamespace(namespace)
              .list()
              .getItems()) {
        generations.put(
            kind + " " + object.getMetadata().getName() + " " + object.getMetadata().getUid(),
            object.getMetadata().getGeneration());
      }
    }
    return generations;
  }

  private static long gracePeriod(OperatorWorld world, String namespace, String service) {
    return world.podTemplate(namespace, service).getSpec().getTerminationGracePeriodSeconds();
  }

  /** The configs that apply, but for the route, which follows the operator. */
  private static List<String> presets(OperatorWorld world, String namespace, String service) {
    return world.service(namespace, service).get().getStatus().appliedConfigs().stream()
        .map(AppliedConfig::name)
        .filter(name -> !requireNonNull(name).endsWith("router-route"))
        .toList();
  }
}
