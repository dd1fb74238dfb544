package io.llmisvc.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.llmisvc.model.Settings;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.CertManager;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.Guide;
import io.llmisvc.testing.OlmTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guides, followed to the letter: a way to install, what comes after it, and an uninstall that
 * leaves nothing. So each test finds a cluster without the operator. OLM is played.
 */
class GuidesTest {
  private static final Path DOCS = Path.of("docs");
  private static final Guide README = Guide.of(Path.of("README.md"));
  private static final Guide OLM = Guide.of(DOCS.resolve("install-olm.md"));
  private static final Guide UPGRADE = Guide.of(DOCS.resolve("upgrade.md"));
  private static final Guide UNINSTALL = Guide.of(DOCS.resolve("uninstall.md"));
  private static final Guide CANARY = Guide.of(DOCS.resolve("canary.md"));
  private static final Guide MIGRATE = Guide.of(DOCS.resolve("migrate-from-kserve.md"));

  private static final String FIRST_SERVICE = "The first service";
  private static final String WITH_KUBECTL = "With kubectl";
  private static final String WITH_HELM = "With Helm";
  private static final String WITH_OLM = "With the Operator Lifecycle Manager";
  private static final String LEFT = "What is left";
  private static final String SERVICE = "llama-70b-production";
  private static final String NAMESPACE = "production";

  private static @Nullable OperatorWorld world;
  private static @Nullable CertManager certManager;

  /** Where a test has failed, the next one finds another cluster. */
  @RegisterExtension
  static final AfterTestExecutionCallback LEAVE_WHAT_IS_BROKEN =
      test -> {
        if (test.getExecutionException().isPresent()) {
          close();
        }
      };

  private Administrator administrator;

  private static OperatorWorld world() {
    if (world == null) {
      world = OperatorWorld.withoutInstall();
      world.installOtherProjects();
      certManager = CertManager.start(world.controlPlane());
      Crds.install(world.admin(), OlmTools.crds());
      world.namespace("olm");
    }
    return world;
  }

  @AfterAll
  static void close() {
    if (world != null) {
      world.close();
      world = null;
    }
  }

  @BeforeEach
  void enter() {
    OlmInstall olm = new OlmInstall(world().admin());
    administrator =
        new Administrator(
            world(),
            port -> {
              olm.followSubscriptions(port);
              requireNonNull(certManager).awaitIssued();
            });
  }

  @AfterEach
  void leave() {
    administrator.close();
  }

  @Test
  void installUpgradeAndUninstallWithKubectl() {
    // When
    administrator.follow(README, WITH_KUBECTL);
    administrator.follow(README, FIRST_SERVICE);
    // Then
    assertThat(isGuarded()).isTrue();
    // When
    Map<String, String> pods = pods(NAMESPACE);
    administrator.run("sed -i.old s/0.1.0/0.2.0/ llmisvc/kustomization.yaml");
    administrator.follow(UPGRADE, WITH_KUBECTL);
    // Then
    assertUnchanged(pods, ":0.2.0");
    // When
    administrator.run("mv llmisvc/kustomization.yaml.old llmisvc/kustomization.yaml");
    administrator.follow(UPGRADE, "The way back with kubectl");
    // Then
    assertUnchanged(pods, ":0.1.0");
    // When
    uninstall(WITH_KUBECTL);
    // Then
    assertNothingIsLeft();
  }

  @Test
  void installUpgradeAndUninstallWithHelm() {
    // When
    administrator.follow(README, WITH_HELM);
    administrator.follow(README, FIRST_SERVICE);
    // Then
    assertThat(isGuarded()).isTrue();
    // When
    Map<String, String> pods = pods(NAMESPACE);
    administrator.run(
        "sed -i.old s/0.1.0/0.2.0/ llmisvc.yaml;"
            + " echo 'presets: {prefix: kserve-v0-2-0-}' >>llmisvc.yaml");
    administrator.follow(UPGRADE, WITH_HELM);
    // Then
    assertUnchanged(pods, ":0.2.0");
    assertThat(presets()).contains("kserve-v0-1-0-").doesNotContain("kserve-v0-2-0-");
    // When
    administrator.follow(UPGRADE, "Presets");
    // Then
    Await.until("newest presets", () -> !presets().contains("kserve-v0-1-0-"));
    pods = pods(NAMESPACE);
    // When
    administrator.follow(UPGRADE, "The way back with Helm");
    // Then
    assertUnchanged(pods, ":0.1.0");
    // When
    uninstall(WITH_HELM);
    // Then
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    WITH_KUBECTL + ", [../kubernetes], [../kubernetes/cert-manager], true",
    WITH_KUBECTL + ", [../kubernetes], [../kubernetes/high-availability], true",
    WITH_HELM + ", image:, 'webhooks: {enabled: false}\nimage:', false",
    WITH_HELM + ", image:, 'webhooks: {certificates: {source: cert-manager}}\nimage:', true",
  })
  void installVariants(String way, String said, String chosen, boolean isGuarded) {
    // When
    administrator.follow(README, way, step -> step.replace(said, chosen));
    administrator.follow(README, FIRST_SERVICE);
    // Then
    assertThat(isGuarded()).isEqualTo(isGuarded);
    // When
    uninstall(way);
    // Then
    assertNothingIsLeft();
  }

  @Test
  void shiftTrafficBetweenVersions() {
    // Given
    administrator.follow(README, WITH_KUBECTL);
    // When
    administrator.follow(CANARY, "A canary");
    administrator.follow(CANARY, "Blue and green");
    // Then
    Await.until("nothing is left of the services", () -> !hasCanaryRoutes());
    // When
    uninstall(WITH_KUBECTL);
    // Then
    assertNothingIsLeft();
  }

  @Test
  void installAndUninstallWithOlm() {
    // When
    administrator.follow(OLM, "Install");
    administrator.follow(README, FIRST_SERVICE);
    // Then
    assertThat(isGuarded()).isTrue();
    // When
    administrator.follow(UNINSTALL, "Services");
    administrator.follow(UNINSTALL, WITH_OLM);
    administrator.follow(UNINSTALL, LEFT);
    // Then
    assertNothingIsLeft();
  }

  @Test
  void freeWhatAnOperatorThatWentFirstHeld() {
    // Given
    administrator.follow(
        README,
        WITH_KUBECTL,
        step -> step.replace("[../kubernetes]", "[../kubernetes/no-webhooks]"));
    administrator.follow(README, FIRST_SERVICE);
    assertThat(isGuarded()).isFalse();
    Map<String, String> pods = pods(NAMESPACE);
    // When
    administrator.follow(UNINSTALL, "Keep the services");
    // Then
    assertThat(pods(NAMESPACE)).isEqualTo(pods).isNotEmpty();
    // When
    administrator.run("kubectl delete namespace production --wait=false");
    administrator.run("kubectl delete llminferenceserviceconfigs --all -A --wait=false");
    Await.until(
        "it is being deleted",
        () -> world().service(NAMESPACE, SERVICE).get().isMarkedForDeletion());
    administrator.follow(UNINSTALL, "When the operator went first");
    // Then
    administrator.run("kubectl delete --ignore-not-found --timeout 1m namespace production");
    administrator.follow(UNINSTALL, WITH_KUBECTL);
    administrator.follow(UNINSTALL, LEFT);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {WITH_KUBECTL, WITH_HELM})
  void takeServicesOverFromKserve(String way) {
    // Given
    KserveInstall.in(world());
    Await.until("all pods are ready", () -> areReady(KserveInstall.NAMESPACE));
    Map<String, String> pods = pods(KserveInstall.NAMESPACE);
    // When
    administrator.follow(MIGRATE, "Before");
    administrator.follow(MIGRATE, "Hold the pods");
    administrator.follow(MIGRATE, "Stop KServe's controller");
    administrator.follow(MIGRATE, "Install " + way.replace("With", "with"));
    // Then
    world().awaitReady(KserveInstall.NAMESPACE, KserveInstall.SERVICE);
    world().awaitQuiet();
    assertThat(pods(KserveInstall.NAMESPACE)).isEqualTo(pods).hasSizeGreaterThan(2);
    // When
    administrator.follow(MIGRATE, "Look, and let pods roll");
    // Then
    Await.until(
        "pods roll", () -> !pods(KserveInstall.NAMESPACE).keySet().containsAll(pods.keySet()));
    world().awaitReady(KserveInstall.NAMESPACE, KserveInstall.SERVICE);
    assertThat(
            world()
                .admin()
                .configMaps()
                .inNamespace("kserve")
                .withName(Settings.OPERATOR_CONFIG_MAP)
                .get()
                .getData())
        .containsOnlyKeys("deploy", "ingress", "storageInitializer");
    // When
    uninstall(way);
    // Then
    administrator.run("kubectl --namespace kserve delete configmap inferenceservice-config");
    administrator.run("kubectl --namespace kserve delete issuers.cert-manager.io --all");
    assertNothingIsLeft();
  }

  /** Else a guide could say something that no test does. */
  @Test
  void haveNoStepThatIsNotFollowed() throws IOException {
    // Given
    Map<String, Set<String>> steps = new TreeMap<>();
    try (Stream<Path> files = Files.walk(DOCS)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        Set<String> headings = Guide.of(file).headings();
        if (!headings.isEmpty()) {
          steps.put(file.getFileName().toString(), headings);
        }
      }
    }
    // Then
    assertThat(README.headings()).containsExactly(WITH_KUBECTL, WITH_HELM, FIRST_SERVICE);
    assertThat(steps)
        .containsOnlyKeys(
            "canary.md",
            "conversion.md",
            "install-olm.md",
            "upgrade.md",
            "uninstall.md",
            "migrate-from-kserve.md",
            "tutorial.md") // the whole of it by TutorialTest
        .as("ConversionInstallTest")
        .containsEntry("conversion.md", Set.of("Install", "Take it out again", "Storage version"))
        .as("this test")
        .containsEntry("canary.md", Set.of("A canary", "Blue and green"))
        .containsEntry("install-olm.md", Set.of("Install"))
        .containsEntry(
            "upgrade.md",
            Set.of(
                WITH_KUBECTL,
                WITH_HELM,
                "Presets",
                "The way back with kubectl",
                "The way back with Helm"))
        .containsEntry(
            "uninstall.md",
            Set.of(
                "Keep the services",
                "Services",
                "Configs",
                WITH_KUBECTL,
                WITH_HELM,
                WITH_OLM,
                LEFT,
                "When the operator went first"))
        .containsEntry(
            "migrate-from-kserve.md",
            Set.of(
                "Before",
                "Hold the pods",
                "Stop KServe's controller",
                "Install with kubectl",
                "Install with Helm",
                "Look, and let pods roll"));
  }

  private void uninstall(String way) {
    administrator.follow(UNINSTALL, "Services");
    administrator.follow(UNINSTALL, "Configs");
    administrator.follow(UNINSTALL, way);
    administrator.follow(UNINSTALL, LEFT);
  }

  /** Garbage collection takes routes a moment after their services. */
  private boolean hasCanaryRoutes() {
    return administrator.run("kubectl get httproutes --output name").contains("canary-");
  }

  /** What the first service remembers. */
  private static String presets() {
    return String.valueOf(world().service(NAMESPACE, SERVICE).get().getStatus().annotations());
  }

  /** With webhooks what is left out is filled in. */
  private boolean isGuarded() {
    return administrator
        .run(
            """
            kubectl create --dry-run=server --output jsonpath='{.spec.model.name}' -f - <<'END'
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata: {name: guarded, namespace: default}
            spec: {model: {uri: "hf://a/b"}}
            END
            """)
        .equals("guarded");
  }

  private void assertUnchanged(Map<String, String> pods, String image) {
    world().awaitReady(NAMESPACE, SERVICE);
    world().awaitQuiet();
    Deployment operator =
        world()
            .admin()
            .apps()
            .deployments()
            .inNamespace("kserve")
            .withName("llmisvc-controller-manager")
            .get();
    assertThat(operator.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
        .endsWith(image);
    assertThat(pods(NAMESPACE)).isEqualTo(pods).isNotEmpty();
  }

  /** The namespaces of services go, too. */
  private void assertNothingIsLeft() {
    String all =
        administrator.run(
            """
            kubectl get --all-namespaces --output name crds,clusterroles,clusterrolebindings,\
            validatingwebhookconfigurations,mutatingwebhookconfigurations,\
            deployments,services,serviceaccounts,roles,rolebindings,secrets,configmaps,leases
            """);
    assertThat(all.lines())
        .isNotEmpty()
        .noneMatch(name -> name.contains("llmisvc") || name.contains("inferenceservice"));
    administrator.run("kubectl delete --ignore-not-found namespace production demo");
  }

  /** Uids by name. */
  private static Map<String, String> pods(String namespace) {
    return world().admin().pods().inNamespace(namespace).list().getItems().stream()
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getName(),
                pod -> pod.getMetadata().getUid(),
                (one, other) -> other,
                TreeMap::new));
  }

  private static boolean areReady(String namespace) {
    List<Pod> pods = world().admin().pods().inNamespace(namespace).list().getItems();
    return !pods.isEmpty()
        && new TreeSet<>(
                pods.stream()
                    .flatMap(pod -> pod.getStatus().getConditions().stream())
                    .filter(condition -> condition.getType().equals("Ready"))
                    .map(condition -> condition.getStatus())
                    .toList())
            .equals(new TreeSet<>(Set.of("True")));
  }
}
