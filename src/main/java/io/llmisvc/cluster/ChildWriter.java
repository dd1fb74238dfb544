package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.match.LiveMatch;
import io.llmisvc.model.match.Ownership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes children by server-side apply and removes what must be absent. Sends nothing when the live
 * object was applied from the same desired one and everything that we set still stands in it.
 */
public final class ChildWriter {
  private static final int ATTEMPTS = 3;
  private static final int UNPROCESSABLE = 422;
  private static final String TAKEN = "AlreadyExists";

  private final KindClient client;
  private final ServerSideApply apply;
  private final AccountsInUse accounts;
  private final ObjectStore store;
  private final ChildCompletion completion;
  private final Fights fights;

  ChildWriter(KindClient client, ObjectStore store, Clock clock) {
    this(client, store, clock, new Fights(client, clock, service -> {}));
  }

  ChildWriter(KindClient client, ObjectStore store, Clock clock, Fights fights) {
    this.client = client;
    this.fights = fights;
    this.apply = new ServerSideApply(client);
    this.accounts = new AccountsInUse(client, store);
    this.store = store;
    this.completion = new ChildCompletion(store, new Certificates(clock));
  }

  /** What was done to one object. */
  public enum Written {
    NOTHING,
    /** Later: somebody changes the object back each time, or pods still run as the account. */
    POSTPONED,
    CREATED,
    UPDATED,
    RECREATED,
    DELETED;

    /** As a label of a metric has it, and an attribute of a span. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An object of this name exists and belongs to somebody else. It was not touched. */
  public static final class ForeignObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignObjectException(ObjectKey key) {
      super(
          key
              + " exists and is not controlled by this service; rename or delete it,"
              + " or rename the service");
    }
  }

  /**
   * Makes the child exist as desired.
   *
   * @throws ForeignObjectException when the name is taken by an object of somebody else
   * @throws KubernetesClientException when the API server refuses or does not answer, or this
   *     operator does not lead
   */
  public Written apply(ServiceMeta service, Child child) {
    return apply(service, child, difference -> {});
  }

  /**
   * The same.
   *
   * @param updated is told why an object that was known was updated
   */
  public Written apply(ServiceMeta service, Child child, Consumer<Difference> updated) {
    ObjectKey key = child.key();
    Optional<ObjectNode> live = store.get(key);
    ObjectNode desired = completion.complete(child, live);
    if (live.isPresent() && LiveMatch.stands(key.kind(), desired, live.get())) {
      return Written.NOTHING;
    }
    Optional<Rounds.Round> round = fights.begin(service.id(), child, desired);
    if (round.isEmpty()) {
      return Written.POSTPONED;
    }
    Written written = write(service, child, desired, live.isPresent());
    fights.applied(key, round.get());
    if (live.isPresent() && written == Written.UPDATED) {
      updated.accept(Difference.of(key.kind(), desired, live.get()));
    }
    return written;
  }

  /** What was found about the object when it last had to be applied again; told once. */
  public Optional<Fight> takeFight(ObjectKey key) {
    return fights.take(key);
  }

  /**
   * Makes the object not exist; one that the service does not control stays, and an account stays
   * as long as pods run as it.
   */
  public Written remove(ServiceMeta service, AbsentChild absent) {
    ObjectKey key = absent.key();
    Optional<ObjectNode> live = store.get(key);
    if (live.isEmpty()
        || isTerminating(live.get())
        || !Ownership.isControlledBy(service, key.kind(), live.get())) {
      return Written.NOTHING;
    }
    if (key.kind() == Kind.SERVICE_ACCOUNT && accounts.contain(service, key)) {
      return Written.POSTPONED;
    }
    delete(key, live.get());
    return Written.DELETED;
  }

  /** Never takes somebody else's object: one that is not known is made, one that exists is read. */
  private Written write(ServiceMeta service, Child child, ObjectNode desired, boolean isKnown) {
    ObjectKey key = child.key();
    if (!isKnown && isCreated(key, desired)) {
      return Written.CREATED;
    }
    for (int attempt = 1; ; attempt++) {
      GenericKubernetesResource stored = client.one(key).get();
      if (stored == null) {
        store.wrote(key, apply.create(key, desired));
        return Written.CREATED;
      }
      requireOurs(service, child, ClientTrees.of(stored));
      requireStaying(key, stored);
      try {
        return update(key, desired, stored);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw e; // else somebody else wrote at the same time, a status for example
        }
      }
    }
  }

  /**
   * @return false when the name is taken
   */
  private boolean isCreated(ObjectKey key, ObjectNode desired) {
    try {
      store.wrote(key, apply.create(key, desired));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getStatus() == null || !TAKEN.equals(e.getStatus().getReason())) {
        throw e;
      }
      return false;
    }
  }

  private Written update(ObjectKey key, ObjectNode desired, GenericKubernetesResource stored) {
    try {
      store.wrote(key, apply.update(key, desired, stored));
      return Written.UPDATED;
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE || !key.kind().isReplaceable()) {
        throw e;
      }
      delete(key, desired); // the role of a binding cannot be changed in place
      store.wrote(key, apply.create(key, desired));
      return Written.RECREATED;
    }
  }

  private static void requireOurs(ServiceMeta service, Child child, ObjectNode object) {
    ObjectKey key = child.key();
    if (!child.role().isShared() && !Ownership.isControlledBy(service, key.kind(), object)) {
      throw new ForeignObjectException(key);
    }
  }

  private void delete(ObjectKey key, ObjectNode live) {
    client.term().require();
    List<StatusDetails> deleted = client.one(key).delete();
    fights.forget(key);
    if (!deleted.isEmpty()) {
      store.forget(key, live);
    }
  }

  private static void requireStaying(ObjectKey key, GenericKubernetesResource stored) {
    if (stored.isMarkedForDeletion()) {
      throw new KubernetesClientException(
          key + " is being deleted; it is made anew when it is gone");
    }
  }

  private static boolean isTerminating(@Nullable JsonNode live) {
    return live != null && live.path("metadata").hasNonNull("deletionTimestamp");
  }
}
