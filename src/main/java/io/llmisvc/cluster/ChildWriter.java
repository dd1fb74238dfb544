package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Kind;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.ServiceMeta;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes children by server-side apply and removes what must be absent. Sends nothing when the live
 * object was applied from the same desired one and everything that we set still stands in it.
 */
public final class ChildWriter {
  static final String MANAGER = "llmisvc";

  private static final Set<Kind> SCALABLE = EnumSet.of(Kind.DEPLOYMENT, Kind.LEADER_WORKER_SET);
  private static final String REPLICAS = "/spec/replicas";

  private static final Set<Kind> REPLACEABLE =
      EnumSet.of(Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING);

  private final KindClient client;
  private final ObjectStore store;
  private final Completion completion;
  private final Fights fights;

  ChildWriter(KindClient client, ObjectStore store, Clock clock) {
    this(client, store, clock, new Fights(client, clock, service -> {}));
  }

  ChildWriter(KindClient client, ObjectStore store, Clock clock, Fights fights) {
    this.client = client;
    this.fights = fights;
    this.store = store;
    this.completion = new Completion(store, new Certificates(clock));
  }

  /** What was done to one object. */
  public enum Written {
    NOTHING,
    CREATED,
    UPDATED,
    RECREATED,
    DELETED
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
    ObjectKey key = child.key();
    Optional<ObjectNode> live = store.get(key);
    ObjectNode desired = completion.complete(child, live);
    if (live.isPresent() && LiveMatch.stands(key.kind(), desired, live.get())) {
      return Written.NOTHING;
    }
    Optional<Rounds.Round> round = fights.begin(service.id(), child, desired);
    if (round.isEmpty()) {
      return Written.NOTHING;
    }
    Written written = write(service, child, desired);
    fights.applied(key, round.get());
    return written;
  }

  /** What was found about the object when it last had to be applied again; told once. */
  public Optional<Fight> takeFight(ObjectKey key) {
    return fights.take(key);
  }

  private Written write(ServiceMeta service, Child child, ObjectNode desired) {
    ObjectKey key = child.key();
    Optional<ObjectNode> live = store.get(key);
    Optional<GenericKubernetesResource> stored = unownedOrUnknown(service, child, live);
    if (isTerminating(live.orElse(null))) {
      throw new KubernetesClientException(
          key + " is being deleted; it is made anew when it is gone");
    }
    boolean exists = live.isPresent() || stored.isPresent();
    stored.flatMap(s -> ManagedFields.takeOver(s, MANAGER)).ifPresent(p -> patchFields(key, p));
    if (exists && leavesReplicas(key.kind(), desired)) {
      letGoOfReplicas(key);
    }
    return send(key, desired, exists);
  }

  /** Makes the object not exist; one that the service does not control stays. */
  public Written remove(ServiceMeta service, AbsentChild absent) {
    ObjectKey key = absent.key();
    Optional<ObjectNode> live = store.get(key);
    if (live.isEmpty()
        || isTerminating(live.get())
        || !Ownership.isControlledBy(service, key.kind(), live.get())) {
      return Written.NOTHING;
    }
    delete(key, live.get());
    return Written.DELETED;
  }

  /**
   * Reads an object that the cache does not know, or that was not applied by us before: the one
   * request that guards against taking somebody else's object.
   */
  private Optional<GenericKubernetesResource> unownedOrUnknown(
      ServiceMeta service, Child child, Optional<ObjectNode> live) {
    ObjectKey key = child.key();
    if (live.isPresent()
        && live.get().path("metadata").path("annotations").has(Completion.APPLIED)) {
      requireOurs(service, child, live.get());
      return Optional.empty();
    }
    GenericKubernetesResource stored = client.one(key).get();
    if (stored != null) {
      requireOurs(service, child, Trees.of(stored));
    }
    return Optional.ofNullable(stored);
  }

  private static void requireOurs(ServiceMeta service, Child child, ObjectNode object) {
    ObjectKey key = child.key();
    if (!child.role().isShared() && !Ownership.isControlledBy(service, key.kind(), object)) {
      throw new ForeignObjectException(key);
    }
  }

  /** An apply without a field that we set before resets it; the number of pods has to stay. */
  private static boolean leavesReplicas(Kind kind, ObjectNode desired) {
    return SCALABLE.contains(kind) && desired.at(REPLICAS).isMissingNode();
  }

  private void letGoOfReplicas(ObjectKey key) {
    Optional.ofNullable(client.one(key).get())
        .flatMap(stored -> ManagedFields.letGo(stored, MANAGER, REPLICAS))
        .ifPresent(patch -> patchFields(key, patch));
  }

  private void patchFields(ObjectKey key, String patch) {
    client.term().require();
    client.one(key).patch(PatchContext.of(PatchType.JSON), patch);
  }

  private Written send(ObjectKey key, ObjectNode desired, boolean exists) {
    try {
      patch(key, desired);
      return exists ? Written.UPDATED : Written.CREATED;
    } catch (KubernetesClientException e) {
      if (e.getCode() != 422 || !exists || !REPLACEABLE.contains(key.kind())) {
        throw e;
      }
      delete(key, desired); // the role of a binding cannot be changed in place
      patch(key, desired);
      return Written.RECREATED;
    }
  }

  private void patch(ObjectKey key, ObjectNode desired) {
    client.term().require();
    PatchContext apply =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(MANAGER)
            .withForce(true)
            .build();
    // through the object, not its name: by name the client reads first, and fails when there is
    // none
    GenericKubernetesResource object = Trees.resource(desired);
    store.wrote(
        key,
        Trees.of(
            client
                .in(key.kind(), key.namespace())
                .resource(object)
                .patch(apply, desired.toString())));
  }

  private void delete(ObjectKey key, ObjectNode live) {
    client.term().require();
    List<StatusDetails> deleted = client.one(key).delete();
    fights.forget(key);
    if (!deleted.isEmpty()) {
      store.forget(key, live);
    }
  }

  private static boolean isTerminating(@Nullable JsonNode live) {
    return live != null && live.path("metadata").hasNonNull("deletionTimestamp");
  }
}
