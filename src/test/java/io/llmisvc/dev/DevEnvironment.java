package io.llmisvc.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cli.Terminal;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.KedaOperator;
import io.llmisvc.testing.Prometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code make run} starts; {@code --once} ends when all samples are Ready and the doctor has
 * spoken, {@code --monitor} starts a Prometheus, too.
 */
public final class DevEnvironment {
  private static final Logger CLIENT_LOG = Logger.getLogger("io.fabric8");
  private static final Path SAMPLES = Path.of("samples");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private static final Set<String> OPTIONS = Set.of("--once", "--monitor");

  private final DevCluster cluster;
  private final KedaOperator keda;
  private final Screen screen;
  private final Optional<Prometheus> monitor;
  private final List<Path> files = samples();
  private final Set<String> expected;

  private DevEnvironment(
      DevCluster cluster, KedaOperator keda, Screen screen, Optional<Prometheus> monitor) {
    this.cluster = cluster;
    this.keda = keda;
    this.screen = screen;
    this.monitor = monitor;
    this.expected =
        files.stream()
            .flatMap(file -> AppliedManifests.read(file).stream())
            .filter(object -> object.path("kind").asText().equals(SampleState.KIND))
            .map(DevEnvironment::name)
            .collect(Collectors.toSet());
  }

  public static void main(String[] arguments) throws InterruptedException {
    List<String> options = List.of(arguments);
    if (!OPTIONS.containsAll(options)) {
      System.err.println("usage: DevEnvironment [--once] [--monitor]");
      System.exit(2);
    }
    CLIENT_LOG.setLevel(Level.SEVERE);
    System.exit(run(options));
  }

  private static int run(List<String> options) throws InterruptedException {
    Screen screen = Screen.ofProcess();
    screen.line("starting etcd, kube-apiserver and the controllers, installing CRDs");
    try {
      DevCluster cluster = DevCluster.start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      Optional<Prometheus> monitor =
          options.contains("--monitor") ? Optional.of(cluster.startMonitor()) : Optional.empty();
      DevEnvironment environment =
          new DevEnvironment(cluster, cluster.startKeda(), screen, monitor);
      return options.contains("--once") ? environment.once() : environment.stay();
    } catch (IllegalStateException | KubernetesClientException e) {
      screen.line("stopped: " + e.getMessage());
      return 1;
    }
  }

  private int stay() throws InterruptedException {
    screen.heading(heading());
    try (ServiceWatch watch = ServiceWatch.start(cluster.admin(), screen::show)) {
      applySamples();
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(1, TimeUnit.SECONDS)) {
        requireAlive();
      }
    }
    return 0;
  }

  private int once() {
    heading().forEach(screen::line);
    try (ServiceWatch watch = ServiceWatch.start(cluster.admin(), services -> {})) {
      applySamples();
      boolean allReady = awaitReady(watch);
      List<SampleState> services = watch.services();
      screen.showAll(services);
      if (!allReady) {
        complain(services);
      }
      boolean isFit = examine();
      return allReady && isFit ? 0 : 1;
    }
  }

  private boolean awaitReady(ServiceWatch watch) {
    String[] progress = {""};
    try {
      Await.until(
          "all samples are Ready",
          DEADLINE,
          () -> {
            requireAlive();
            List<SampleState> services = watch.services();
            String now = ServiceTree.summary(services);
            if (!now.equals(progress[0])) {
              screen.line(now);
              progress[0] = now;
            }
            return missing(services).isEmpty();
          });
      return true;
    } catch (AssertionError | IllegalStateException e) {
      screen.line(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void requireAlive() {
    cluster.requireAlive();
    keda.requireAlive();
  }

  /** What the doctor says: controllers run beside this cluster, so it misses their Deployments. */
  private boolean examine() {
    Terminal.Answer answer =
        new Terminal()
            .run("doctor", "--all-namespaces", "--kubeconfig", cluster.kubeconfig().toString());
    screen.line((answer.out() + answer.err()).stripTrailing());
    return answer.exitCode() == 0;
  }

  private void complain(List<SampleState> services) {
    screen.line("not Ready: " + String.join(", ", missing(services)));
    screen.line("the operator's log ends with:\n" + cluster.operator().endOfLog());
  }

  private Set<String> missing(List<SampleState> services) {
    Set<String> missing = new TreeSet<>(expected);
    services.stream().filter(SampleState::isReady).map(SampleState::name).forEach(missing::remove);
    return missing;
  }

  private void applySamples() {
    KubernetesClient admin = cluster.admin();
    files.forEach(file -> AppliedManifests.apply(admin, file));
  }

  private List<String> heading() {
    List<String> lines = new ArrayList<>();
    lines.add("export KUBECONFIG=" + cluster.kubeconfig());
    lines.add(
        "operator: log %s, metrics and health %s"
            .formatted(cluster.operator().log(), cluster.management()));
    monitor.ifPresent(prometheus -> lines.add("prometheus: " + prometheus.address()));
    lines.add(
        "real: the controllers of Kubernetes, LeaderWorkerSet and KEDA; simulated: nodes and containers"
            + " (kwok), gateways, routes and pools (GatewaySimulator)");
    lines.add("is it fit: bin/llmisvc doctor --all-namespaces");
    lines.add("");
    return lines;
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/namespace").asText() + "/" + object.at("/metadata/name").asText();
  }

  private static List<Path> samples() {
    try (Stream<Path> all = Files.list(SAMPLES)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
