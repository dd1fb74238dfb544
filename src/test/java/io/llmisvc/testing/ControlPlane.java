package io.llmisvc.testing;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.sending.SendingClient;
import io.llmisvc.cluster.sending.SentAgain;
import io.llmisvc.cluster.sending.SharedConnections;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running etcd and kube-apiserver on free loopback ports, with RBAC and an audit log, in a
 * directory of their own. Both end with the JVM.
 *
 * <p>Alone, it only keeps objects: nothing makes pods, nothing collects what has lost its owner.
 * {@link Controllers} run beside it where a test needs that.
 */
public final class ControlPlane implements AutoCloseable {
  /** How the operator's clients connect. */
  public static final HttpClient.Factory CONNECTIONS = new SharedConnections(Vertx.vertx());

  /** The API server compiles a large CRD while the request waits, for seconds on a busy machine. */
  private static final int PATIENCE_MILLIS = 120_000;

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private static final Duration TOKEN_LIFETIME = Duration.ofDays(7);

  private static @Nullable ControlPlane shared;

  private final ServerFiles files;
  private final int etcdPort = freePort();
  private final int port = freePort();
  private final ClientAuthority clients = new ClientAuthority();
  private final ServiceNetwork network;
  private ChildProcess etcd;
  private final List<ChildProcess> beside = new ArrayList<>();
  private @Nullable ChildProcess apiServer;
  private @Nullable KubernetesClient admin;

  private ControlPlane(ServerFiles files) {
    this.files = files;
    network = ServiceNetwork.listen(files.serviceNetwork(), this::serviceAt);
    files.write(files.clientAuthority().getFileName().toString(), clients.certificate());
    etcd = startEtcd();
  }

  /**
   * The one of this JVM; the first call starts it. Use {@link #start} for a test that breaks it or
   * needs it bare.
   */
  public static synchronized ControlPlane shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** A fresh and empty one; returns when it is ready. */
  public static ControlPlane start() {
    Assets.binary("kube-apiserver");
    ControlPlane controlPlane = new ControlPlane(ServerFiles.in(newDirectory()));
    AuditTrail.follow(controlPlane.auditLog());
    Runtime.getRuntime().addShutdownHook(new Thread(controlPlane::close));
    controlPlane.startApiServer();
    return controlPlane;
  }

  /**
   * Starts the API server again after {@link #stopApiServer}, on the same port and data; returns
   * when it is ready.
   */
  public synchronized void startApiServer() {
    if (apiServer != null) {
      return;
    }
    ChildProcess started =
        ChildProcess.start(files.directory(), Assets.binary("kube-apiserver"), apiServerFlags());
    apiServer = started;
    waitFor("the serving certificate", started, () -> Files.exists(files.servingKey()));
    waitUntilReady(started);
    files.write("kubeconfig", adminKubeconfig());
  }

  /** Kills the API server, as an outage does: connections break, the port refuses. */
  public synchronized void stopApiServer() {
    if (apiServer != null) {
      apiServer.kill();
      apiServer = null;
    }
  }

  /** Keeps a copy of all data as it is now. The API server is away for a moment. */
  public synchronized Path backUp() {
    Path backup = files.directory().resolve("backup");
    withoutServers(() -> copy(data(), backup));
    return backup;
  }

  /** Goes back to the data of a backup, and so to its resource versions. */
  public synchronized void restore(Path backup) {
    withoutServers(
        () -> {
          deleteAll(data());
          copy(backup, data());
        });
  }

  private void withoutServers(Runnable action) {
    stopApiServer();
    etcd.kill();
    action.run();
    etcd = startEtcd();
    startApiServer();
  }

  private ChildProcess startEtcd() {
    return ChildProcess.start(files.directory(), Assets.binary("etcd"), etcdFlags());
  }

  private Path data() {
    return files.directory().resolve("etcd");
  }

  /** A client that may do everything. It is shared: do not close it. */
  public synchronized KubernetesClient admin() {
    if (admin == null) {
      admin =
          SendingClient.of(
              new KubernetesClientBuilder()
                  .withConfig(config())
                  .withKubernetesSerialization(format())
                  .withHttpClientFactory(CONNECTIONS)
                  .build(),
              SentAgain.WHEN_CLOSED);
    }
    return admin;
  }

  /** As the operator reads, and each kind of Kubernetes as its class. */
  private static KubernetesSerialization format() {
    KubernetesSerialization format = ClientFormat.serialization();
    for (KubernetesResource kind : ServiceLoader.load(KubernetesResource.class)) {
      format.registerKubernetesResource(kind.getClass());
    }
    return format;
  }

  /**
   * A client that may do everything under a name of its own in the audit log. The caller closes it.
   */
  public KubernetesClient adminNamed(String user) {
    Config named =
        new ConfigBuilder(config())
            .withImpersonateUsername(user)
            .withImpersonateGroups("system:masters")
            .build();
    return new KubernetesClientBuilder().withConfig(named).build();
  }

  /** The admin's configuration. */
  public Config config() {
    return patient(adminKubeconfig());
  }

  private static Config patient(String kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig);
    config.setRequestTimeout(PATIENCE_MILLIS);
    return config;
  }

  /** The admin's kubeconfig. */
  public Path kubeconfig() {
    return files.directory().resolve("kubeconfig");
  }

  /**
   * The configuration of a service account, which must exist. Its user is {@code
   * system:serviceaccount:NS:NAME}.
   */
  public Config configFor(String namespace, String serviceAccount) {
    return patient(kubeconfigOf(namespace, serviceAccount));
  }

  /** The same as a file. */
  public Path kubeconfigFor(String namespace, String serviceAccount) {
    return files.write(
        namespace + "-" + serviceAccount + ".kubeconfig", kubeconfigOf(namespace, serviceAccount));
  }

  private String kubeconfigOf(String namespace, String serviceAccount) {
    String token = ServerFiles.token(tokenFor(namespace, serviceAccount));
    return files.kubeconfig(url(), serviceAccount, token);
  }

  /**
   * The environment of a program in a pod of a service account, which must exist, with files that
   * lie elsewhere than in a container.
   */
  public Map<String, String> podEnvironment(String namespace, String serviceAccount) {
    URI server = URI.create(url());
    Path token =
        files.write(
            namespace + "-" + serviceAccount + ".token", tokenFor(namespace, serviceAccount));
    return Map.of(
        "KUBERNETES_SERVICE_HOST", server.getHost(),
        "KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()),
        "KUBERNETES_CERTS_CA_FILE", files.servingCertificate().toString(),
        "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
        "KUBERNETES_AUTH_TRYKUBECONFIG", "false");
  }

  /**
   * A kubeconfig file of a user who has a certificate and a key of this form. A user with the name
   * of a service account has its rights.
   */
  public Path kubeconfigFor(String user, ClientKeyForm form) {
    return files.write(
        form + ".kubeconfig", files.kubeconfig(url(), user, clients.credentials(user, form)));
  }

  /** The kubeconfig file of one of the {@link ServerFiles#CONTROLLERS}. */
  Path kubeconfigOfController(String user) {
    return files.write(
        user + ".kubeconfig", files.kubeconfig(url(), user, ServerFiles.tokenOfController(user)));
  }

  /** Starts a program that ends before the API server does, at the latest. */
  synchronized ChildProcess startBeside(
      Path binary, List<String> arguments, Map<String, String> environment) {
    ChildProcess started = ChildProcess.start(files.directory(), binary, arguments, environment);
    beside.add(started);
    return started;
  }

  ServerFiles files() {
    return files;
  }

  /** The authority that the API server trusts; for servers beside it, too. */
  ClientAuthority authority() {
    return clients;
  }

  /** A token of a service account, which must exist; valid for a week. */
  private String tokenFor(String namespace, String serviceAccount) {
    return admin()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_LIFETIME.toSeconds())
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  /**
   * Has the API server, which is outside of the cluster, find a Service at a port of the loopback,
   * whatever the port of the Service is. Until then it reaches none.
   */
  public void serve(String namespace, String service, int at) {
    network.serve(namespace + "/" + service, at);
  }

  private String serviceAt(String address) {
    return admin()
        .services()
        .inAnyNamespace()
        .withField("spec.clusterIP", address)
        .list()
        .getItems()
        .stream()
        .map(found -> found.getMetadata().getNamespace() + "/" + found.getMetadata().getName())
        .collect(Collectors.joining());
  }

  public AuditLog auditLog() {
    return new AuditLog(files.auditLog());
  }

  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** Where logs, data and credentials are. */
  public Path directory() {
    return files.directory();
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
      admin = null;
    }
    beside.forEach(ChildProcess::kill);
    beside.clear();
    stopApiServer();
    network.close();
    etcd.kill();
    AuditTrail.keep(auditLog());
    deleteAll(files.directory());
  }

  private String adminKubeconfig() {
    return files.kubeconfig(url(), ServerFiles.ADMIN, ServerFiles.token(ServerFiles.ADMIN_TOKEN));
  }

  private void waitUntilReady(ChildProcess started) {
    Config impatient =
        new ConfigBuilder(config())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(2000)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(impatient).build()) {
      waitFor("a ready kube-apiserver", started, () -> isReady(client));
    }
  }

  private static boolean isReady(KubernetesClient client) {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void waitFor(String what, ChildProcess started, BooleanSupplier condition) {
    Await.until(
        what + "; its log ends with:\n" + started.endOfLog(),
        START_TIMEOUT,
        () -> {
          etcd.requireAlive();
          started.requireAlive();
          return condition.getAsBoolean();
        });
  }

  private List<String> etcdFlags() {
    String listen = "http://127.0.0.1:" + etcdPort;
    return List.of(
        "--data-dir=" + data(),
        "--listen-client-urls=" + listen,
        "--advertise-client-urls=" + listen,
        "--listen-peer-urls=http://127.0.0.1:0",
        "--unsafe-no-fsync",
        "--quota-backend-bytes=8589934592",
        "--log-level=warn");
  }

  private List<String> apiServerFlags() {
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--secure-port=" + port,
        "--cert-dir=" + files.certificates(),
        "--service-cluster-ip-range=10.0.0.0/16",
        "--authorization-mode=RBAC",
        "--feature-gates=ImageVolume=true", // off by default in this release
        "--token-auth-file=" + files.tokens(),
        "--client-ca-file=" + files.clientAuthority(),
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--service-account-key-file=" + files.serviceAccountKey(),
        "--service-account-signing-key-file=" + files.serviceAccountKey(),
        "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
        "--egress-selector-config-file=" + files.egress(),
        "--audit-policy-file=" + files.auditPolicy(),
        "--audit-log-path=" + files.auditLog(),
        "--audit-log-maxsize=10000",
        "--profiling=false");
  }

  /** A loopback port that nobody listens on now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("llmisvc-control-plane-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
