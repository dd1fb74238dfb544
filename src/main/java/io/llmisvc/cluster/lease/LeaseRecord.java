package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Lease in the cluster: read, created and replaced, never blindly. The times in it are for
 * people; nobody decides by them, for the clocks of nodes differ.
 */
final class LeaseRecord {
  private static final String NOBODY = "";

  private final KubernetesClient client;
  private final NamespacedName name;
  private final String identity;
  private final Clock clock;

  LeaseRecord(KubernetesClient client, NamespacedName name, String identity, Clock clock) {
    this.client = client;
    this.name = name;
    this.identity = identity;
    this.clock = clock;
  }

  Optional<Lease> read() {
    return Optional.ofNullable(
        client.resources(Lease.class).inNamespace(name.namespace()).withName(name.name()).get());
  }

  /**
   * Makes the lease ours, or keeps it so.
   *
   * @param before as it was read or written last; absent when there is none
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 when it changed
   */
  Lease take(@Nullable Lease before, Duration duration) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    boolean isNew = before == null || !isOurs(before);
    LeaseSpec spec = new LeaseSpec();
    spec.setHolderIdentity(identity);
    spec.setLeaseDurationSeconds(Math.toIntExact(duration.toSeconds()));
    spec.setAcquireTime(isNew ? now : Objects.requireNonNull(before).getSpec().getAcquireTime());
    spec.setRenewTime(now);
    spec.setLeaseTransitions(before == null ? 0 : transitions(before) + (isNew ? 1 : 0));
    return write(before, spec);
  }

  /** Lets go of the lease as the client of Go does: nobody holds it, and it lasts a second. */
  void release(Lease ours) {
    LeaseSpec spec = new LeaseSpec();
    ZonedDateTime now = ZonedDateTime.now(clock);
    spec.setHolderIdentity(NOBODY);
    spec.setLeaseDurationSeconds(1);
    spec.setAcquireTime(now);
    spec.setRenewTime(now);
    spec.setLeaseTransitions(transitions(ours));
    write(ours, spec);
  }

  boolean isOurs(Lease lease) {
    return identity.equals(holder(lease));
  }

  static boolean isNobodys(Lease lease) {
    return holder(lease).equals(NOBODY);
  }

  static String holder(Lease lease) {
    @Nullable LeaseSpec spec = lease.getSpec();
    return spec == null || spec.getHolderIdentity() == null ? NOBODY : spec.getHolderIdentity();
  }

  private static int transitions(Lease lease) {
    @Nullable LeaseSpec spec = lease.getSpec();
    return spec == null || spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions();
  }

  private Lease write(@Nullable Lease before, LeaseSpec spec) {
    if (before == null) {
      return client.resource(blank(spec)).create();
    }
    return client.resource(new LeaseBuilder(before).withSpec(spec).build()).update();
  }

  private Lease blank(LeaseSpec spec) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(name.namespace())
        .withName(name.name())
        .endMetadata()
        .withSpec(spec)
        .build();
  }
}
