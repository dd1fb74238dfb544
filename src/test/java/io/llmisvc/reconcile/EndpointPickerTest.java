package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.desired.release.Version;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.ConfigProblem;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.EndpointPickerBinary;
import io.llmisvc.testing.KnownToThePicker;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The endpoint picker that the inference extension releases, started with the command of a plan.
 * The presets run that of llm-d, which has the same flags and more plugins.
 */
class EndpointPickerTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String PICKER = "/app/epp";
  private static final Path NO_CLUSTER = Path.of("no-kubeconfig");

  /** Rewritten by us, for it is of 0.7.0, but not yet into the API group of llm-d. */
  private static final String OWN_TEXT =
      """
            annotations: {app.kubernetes.io/version: "0.7.0"}
            replicas: 2
            config:
              inline:
                apiVersion: inference.networking.x-k8s.io/v1alpha1
                kind: EndpointPickerConfig
                plugins:
                - {type: single-profile-handler}
                - {type: queue-scorer}
                - {type: prefix-cache-scorer, parameters: {hashBlockSize: 64, lruCapacityPerServer: 100}}
                - {type: max-score-picker}
                schedulingProfiles:
                - name: default
                  plugins:
                  - {pluginRef: queue-scorer, weight: 2}
                  - {pluginRef: prefix-cache-scorer, weight: 3}
                  - {pluginRef: max-score-picker}
      """;

  private static final String TAKEN = "loaded configuration from file/text successfully";
  private static final String REFUSED = "Failed to parse configuration";

  /** A text is judged before anybody is asked. */
  private static final String NOBODY =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
      contexts: [{name: none, context: {cluster: none, user: none}}]
      current-context: none
      users: [{name: none, user: {}}]
      """;

  /** A user's own, who passes the text by himself. */
  private static final String OF_OLDER_PICKERS = "-configText";

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("plannedCommands")
  void takesEveryFlagThatPlansGiveIt(List<String> command) {
    // When
    try (EndpointPickerBinary picker =
        EndpointPickerBinary.start(directory, flags(command), NO_CLUSTER)) {
      // Then
      Await.until("flags are taken", () -> picker.log().contains("Flags processed"));
    }
  }

  @ParameterizedTest
  @MethodSource("plannedTexts")
  void takesEveryTextThatPlansGiveIt(String text) throws IOException {
    // Given
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), NOBODY);
    List<String> flags = List.of("--pool-name=p", "--pool-namespace=n", "--config-text=" + text);
    // When
    try (EndpointPickerBinary picker = EndpointPickerBinary.start(directory, flags, kubeconfig)) {
      // Then
      Await.until("the text is judged", () -> isJudged(picker.log()));
      assertThat(picker.log()).contains(TAKEN);
    }
  }

  @Test
  void refusesWhatItIsSaidToRefuse() throws IOException {
    // Given
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), NOBODY);
    String text =
        """
        apiVersion: inference.networking.x-k8s.io/v1alpha1
        kind: EndpointPickerConfig
        plugins: [{type: queue-scorer}]
        schedulingProfiles: [{name: default, plugins: [{pluginRef: queue-score}]}]
        """;
    List<String> flags = List.of("--pool-name=p", "--pool-namespace=n", "--config-text=" + text);
    // When
    try (EndpointPickerBinary picker = EndpointPickerBinary.start(directory, flags, kubeconfig)) {
      // Then
      Await.until("the text is judged", () -> isJudged(picker.log()));
      assertThat(picker.log()).contains("references undefined plugin 'queue-score'");
    }
  }

  @Test
  void leadsAndReadsItsPoolWithTheTextAndTheRightsOfAPlan() {
    // Given
    OperatorWorld world = OperatorWorld.shared();
    String namespace = world.newNamespace();
    world.apply(namespace, withText());
    world.awaitReady(namespace, "llm");
    GenericKubernetesResource deployment =
        world.child(Kind.DEPLOYMENT, namespace, "llm-kserve-router-scheduler").get();
    Path kubeconfig = world.controlPlane().kubeconfigFor(namespace, "llm-epp-sa");
    // When
    List<String> flags = flags(command(new ObjectMapper().valueToTree(deployment)));
    try (EndpointPickerBinary picker = EndpointPickerBinary.start(directory, flags, kubeconfig)) {
      // Then
      Await.untilAsserted(
          () -> {
            picker.requireAlive();
            assertThat(picker.log())
                .contains("parsed config")
                .contains("This instance is now the leader!")
                .contains("Starting refresher");
          });
    }
  }

  private static boolean isJudged(String log) {
    return log.contains(TAKEN) || log.contains(REFUSED);
  }

  private static String withText() {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: llm}
    spec:
      model: {uri: "hf://a/b"}
      replicas: 1
      router:
        gateway: {}
        route: {}
        scheduler:
    """
        + OWN_TEXT;
  }

  /** Only those that a picker would take. */
  static Stream<String> plannedTexts() throws IOException {
    return goldenCommands().stream()
        .flatMap(command -> ConfigFlag.in(command).stream())
        .filter(ConfigFlag::isInline)
        .map(ConfigFlag::value)
        .filter(
            text -> ConfigProblem.of(text, Version.of(0, 10), Optional.empty()).findAny().isEmpty())
        .flatMap(text -> KnownToThePicker.of(Yaml.object(text)))
        .distinct();
  }

  static Stream<List<String>> plannedCommands() throws IOException {
    return goldenCommands().stream()
        .filter(command -> command.getFirst().equals(PICKER))
        .filter(command -> !command.contains(OF_OLDER_PICKERS))
        .collect(Collectors.toMap(EndpointPickerTest::names, Function.identity(), (a, b) -> a))
        .values()
        .stream();
  }

  private static List<List<String>> goldenCommands() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files
          .filter(file -> file.getFileName().toString().matches("out-Deployment-.*-scheduler.yaml"))
          .flatMap(file -> AppliedManifests.read(file).stream())
          .map(EndpointPickerTest::command)
          .filter(command -> !command.isEmpty())
          .toList();
    }
  }

  /** What tells one command line from another, values left aside. */
  private static List<String> names(List<String> command) {
    return command.stream().filter(part -> part.startsWith("-")).toList();
  }

  private static List<String> command(JsonNode deployment) {
    List<String> command = new ArrayList<>();
    for (JsonNode container : deployment.at("/spec/template/spec/containers")) {
      if (container.path("name").asText().equals("main")) {
        container.path("command").forEach(part -> command.add(part.asText()));
        container.path("args").forEach(part -> command.add(part.asText()));
      }
    }
    return command;
  }

  private static List<String> flags(List<String> command) {
    assertThat(command).startsWith(PICKER);
    return command.subList(1, command.size());
  }
}
