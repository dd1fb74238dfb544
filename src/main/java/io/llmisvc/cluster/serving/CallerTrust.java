package io.llmisvc.cluster.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.Watch;
import io.llmisvc.model.naming.NamespacedName;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the API server trust the operator's certificates wherever it calls its webhooks, and again
 * when somebody takes that away, later and later. All replicas do so: who comes second finds
 * nothing to do, or is refused.
 */
final class CallerTrust implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CallerTrust.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final KubernetesClient client;
  private final OwnDefinitions definitions;
  private final Set<NamespacedName> services;
  private final ScheduledExecutorService thread;
  private final List<Followed> followed = new ArrayList<>();
  private String bundle = "";

  /**
   * @param services that the API server calls
   * @param thread in which everything is done
   */
  CallerTrust(
      KubernetesClient client,
      OwnDefinitions definitions,
      Set<NamespacedName> services,
      ScheduledExecutorService thread) {
    this.client = client;
    this.definitions = definitions;
    this.services = Set.copyOf(services);
    this.thread = thread;
  }

  void start() {
    Caller.ALL.forEach(caller -> followed.add(new Followed(caller)));
  }

  /**
   * In the thread.
   *
   * @param caBundle of all authorities that may have signed what the operator shows
   */
  void trust(String caBundle) {
    if (!caBundle.equals(bundle)) {
      bundle = caBundle;
      followed.forEach(Followed::check);
    }
  }

  @Override
  public void close() {
    followed.forEach(each -> each.leave.run());
  }

  private Runnable follow(Caller caller, Watch.Listener listener) {
    if (caller.kind() == CallerKind.DEFINITION) {
      return definitions.follow(caller.name(), listener);
    }
    Watch watch =
        Watch.start(
            client
                .genericKubernetesResources(caller.kind().context())
                .withField("metadata.name", caller.name()),
            listener);
    return watch::close;
  }

  private final class Followed implements Watch.Listener {
    private final Caller caller;
    private final Runnable leave;

    // of the thread
    private @Nullable ObjectNode outline;
    private final PacedWrites writes = new PacedWrites(thread, PAUSE, LONGEST_PAUSE);
    private String told = "";

    Followed(Caller caller) {
      this.caller = caller;
      this.leave = follow(caller, this);
    }

    @Override
    public void changed(ObjectNode object) {
      ObjectNode now = caller.kind().outline(object);
      thread.execute(() -> see(now));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      thread.execute(() -> outline = null);
    }

    private void see(ObjectNode now) {
      outline = now;
      check();
    }

    private void check() {
      if (outline == null || bundle.isEmpty()) {
        return;
      }
      caller
          .kind()
          .patch(outline, services, bundle)
          .filter(patch -> writes.mayWrite(this::check))
          .ifPresent(this::send);
    }

    private void send(ObjectNode patch) {
      try {
        client
            .genericKubernetesResources(caller.kind().context())
            .resource(caller.reference()) // by name the client would read it first
            .patch(caller.kind().patchContext(), patch.toString());
        writes.wrote();
        LOG.infof("the API server trusts the webhooks' certificates: in=%s", caller);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          tell(String.valueOf(e.getMessage()));
        }
        thread.schedule(this::check, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void tell(String problem) {
      if (!problem.equals(told)) {
        told = problem;
        LOG.warnf("the CA bundle cannot be written: in=%s error=%s", caller, problem);
      }
    }
  }
}
