package io.llmisvc.cluster.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.Watch;
import io.llmisvc.cluster.WatchState;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.model.naming.NamespacedName;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that the operator makes: in a Secret that all replicas share, made and renewed by
 * whichever comes first. Who comes second is refused, by its name or its version, and follows. What
 * cert-manager keeps in the Secret is shown and left alone while it holds.
 */
final class SelfManagedCertificates implements CertificateSource {
  private static final Logger LOG = Logger.getLogger(SelfManagedCertificates.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** On Secrets that cert-manager writes; names a Certificate. */
  private static final String KEEPER = "cert-manager.io/certificate-name";

  private static final ResourceDefinitionContext SECRETS =
      new ResourceDefinitionContext.Builder()
          .withVersion("v1")
          .withKind("Secret")
          .withPlural("secrets")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final NamespacedName secret;
  private final Renewal renewal;
  private final CallerTrust callers;
  private final EventRecorder events;
  private final ScheduledExecutorService thread;
  private final Rhythm rhythm;
  private final PacedWrites writes;
  private volatile @Nullable Watch watch;

  // of the thread
  private @Nullable ObjectNode live;
  private @Nullable ServingCertificate presented;
  private String told = "";
  private String toldKeeper = "";

  /**
   * When it looks whether something has to be renewed.
   *
   * @param every how often
   */
  record Rhythm(Clock clock, Duration every) {}

  /**
   * @param thread in which everything is done; ends with this
   */
  SelfManagedCertificates(
      KubernetesClient client,
      NamespacedName secret,
      Renewal renewal,
      CallerTrust callers,
      EventRecorder events,
      ScheduledExecutorService thread,
      Rhythm rhythm) {
    this.client = client;
    this.secret = secret;
    this.renewal = renewal;
    this.callers = callers;
    this.events = events;
    this.thread = thread;
    this.rhythm = rhythm;
    this.writes = new PacedWrites(thread, PAUSE, LONGEST_PAUSE);
  }

  @Override
  public void start(Consumer<ServingCertificate> changed) {
    Watch started =
        Watch.start(
            client
                .genericKubernetesResources(SECRETS)
                .inNamespace(secret.namespace())
                .withField("metadata.name", secret.name()),
            new Watch.Listener() {
              @Override
              public void changed(ObjectNode object) {
                thread.execute(() -> see(object, changed));
              }

              @Override
              public void deleted(ObjectNode last, boolean missed) {
                thread.execute(() -> see(null, changed));
              }
            });
    watch = started;
    callers.start();
    started.synced().thenRun(() -> thread.execute(() -> look(changed)));
    long every = rhythm.every().toMillis();
    thread.scheduleWithFixedDelay(() -> look(changed), every, every, TimeUnit.MILLISECONDS);
  }

  private void see(@Nullable ObjectNode object, Consumer<ServingCertificate> changed) {
    live = object;
    look(changed);
  }

  private void look(Consumer<ServingCertificate> changed) {
    Watch secrets = watch;
    if (secrets == null || !secrets.isSynced()) {
      return; // whether there is one is not known yet
    }
    try {
      SecretContent content = SecretContent.of(live);
      Instant now = rhythm.clock().instant();
      Optional<ServingCertificate> shown = present(content, changed);
      String keeper = keeper();
      if (!keeper.isEmpty() && shown.filter(it -> holds(it, now)).isPresent()) {
        tellKeeper(keeper);
        return;
      }
      SecretContent wanted = renewal.of(content, now);
      if (!wanted.equals(content) && writes.mayWrite(() -> look(changed))) {
        write(wanted, changed);
      }
    } catch (RuntimeException e) {
      LOG.error("the certificates cannot be looked at; tries again", e); // else the timer ends
    }
  }

  private static boolean holds(ServingCertificate certificate, Instant now) {
    return !Validity.of(certificate.certificate()).isOver(now);
  }

  private String keeper() {
    return live == null ? "" : live.path("metadata").path("annotations").path(KEEPER).asText();
  }

  private void tellKeeper(String keeper) {
    if (live == null || keeper.equals(toldKeeper)) {
      return;
    }
    toldKeeper = keeper;
    String message =
        "the webhooks show this certificate as the Certificate "
            + keeper
            + " of cert-manager keeps it; delete that Certificate, then this Secret, and the"
            + " operator makes and renews its own";
    LOG.warnf("secret=%s: %s", secret, message);
    events.record(typed(live), EventRecorder.Type.WARNING, "KeptByCertManager", message);
  }

  private Optional<ServingCertificate> present(
      SecretContent content, Consumer<ServingCertificate> changed) {
    try {
      ServingCertificate now = ServingCertificate.parse(content.chain(), content.key());
      callers.trust(content.caBundle());
      if (!now.equals(presented)) {
        presented = now;
        changed.accept(now);
      }
      return Optional.of(now);
    } catch (GeneralSecurityException e) {
      LOG.debugf("no certificate yet: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private void write(SecretContent wanted, Consumer<ServingCertificate> changed) {
    try {
      if (live == null) {
        selected(fresh(wanted)).create();
      } else {
        ObjectNode next = live.deepCopy();
        if (next.at("/metadata/annotations") instanceof ObjectNode annotations) {
          annotations.remove(KEEPER); // it is ours from now on
        }
        next.withObjectProperty("data").setAll(wanted.data());
        selected(next).update();
      }
      writes.wrote();
      told = "";
      LOG.infof("wrote certificates: secret=%s", secret);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        tell(String.valueOf(e.getMessage()));
      }
      thread.schedule(() -> look(changed), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Resource<GenericKubernetesResource> selected(ObjectNode object) {
    return client
        .genericKubernetesResources(SECRETS)
        .inNamespace(secret.namespace())
        .resource(typed(object));
  }

  private GenericKubernetesResource typed(ObjectNode object) {
    return client
        .getKubernetesSerialization()
        .convertValue(object, GenericKubernetesResource.class);
  }

  private ObjectNode fresh(SecretContent content) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", "v1")
            .put("kind", "Secret")
            .put("type", "kubernetes.io/tls");
    object.putObject("metadata").put("namespace", secret.namespace()).put("name", secret.name());
    object.set("data", content.data());
    return object;
  }

  private void tell(String problem) {
    if (!problem.equals(told)) {
      told = problem;
      LOG.warnf("the certificates cannot be written: secret=%s error=%s", secret, problem);
    }
  }

  @Override
  public Stream<WatchState> watches() {
    Watch secrets = watch;
    return secrets == null ? Stream.empty() : Stream.of(secrets.state(SECRETS.getPlural()));
  }

  @Override
  public void close() {
    Watch secrets = watch;
    if (secrets != null) {
      secrets.close();
    }
    callers.close();
    thread.shutdownNow();
  }
}
