package io.llmisvc.plan;

import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.Rival;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.TrafficSplit;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plans until planning again would give the same. A plan says what it asked about, and what others
 * may ask about it; what nobody had read yet is looked up, and planned with again. Where there is
 * nothing new to read it plans once.
 */
public final class Settling {
  private static final int ROUNDS = 6;

  private final Planner planner;
  private final Publications publications;
  private final Groups groups;
  private final Consumer<NamespacedName> changed;

  /** What is known around one service, and the way to more of it. */
  public interface Lookups {
    /** As known now, but for the publishers, the rivals and the routing group. */
    Inputs inputs();

    /**
     * Looks up what a plan asked about, and follows it from then on where things change.
     *
     * @param known the facts of the plan
     * @return true when now something is known that they do not hold
     */
    boolean lookUp(Set<Reference> asked, ClusterFacts known);
  }

  /**
   * @param changed hears of each other service that publishes a name of the one that is planned,
   *     whose routes claim the same, or that is in its routing group, when that changes: what they
   *     say of each other changes with it
   */
  public Settling(
      Planner planner, Publications publications, Groups groups, Consumer<NamespacedName> changed) {
    this.planner = planner;
    this.publications = publications;
    this.groups = groups;
    this.changed = changed;
  }

  /**
   * @return a plan that rests on all that can be read now, or, when each plan asks for something
   *     new, one that says so and touches nothing
   */
  public Plan plan(NamespacedName service, Lookups lookups) {
    for (int round = 1; ; round++) {
      Inputs inputs = lookups.inputs();
      ClusterFacts facts =
          inputs
              .facts()
              .withPublishers(publishers(service))
              .withRivals(rivals(service))
              .withGroup(group(service));
      Plan plan = planner.plan(inputs.withFacts(facts));
      Publication publication = plan.publication();
      if (publication != null) {
        note(service, publication);
        note(service, plan.split());
      }
      if (!lookups.lookUp(plan.references(), facts)
          && facts.publishers().equals(publishers(service))
          && facts.rivals().equals(rivals(service))
          && facts.group().isAlike(group(service))) {
        return plan;
      }
      if (round == ROUNDS) {
        return planner.unsettled(plan);
      }
    }
  }

  /** Notes the model names for which a service answers now, and what its routes take. */
  public void note(NamespacedName service, Publication now) {
    publications.note(service, now).forEach(changed);
  }

  private void note(NamespacedName service, @Nullable TrafficSplit split) {
    groups.note(service, split == null ? null : split.own()).forEach(changed);
  }

  /** Notes whether a service can be sent requests; its routing group hears when that changes. */
  public void noteReady(NamespacedName service, boolean ready) {
    groups.noteReady(service, ready).forEach(changed);
  }

  /** Notes that a service is being deleted: nobody counts on it any more. */
  public void noteLeaving(NamespacedName service) {
    note(service, Publication.NONE);
    groups.leave(service).forEach(changed);
  }

  /** Notes that nothing is left of a service. */
  public void forget(NamespacedName service) {
    note(service, Publication.NONE);
    note(service, (TrafficSplit) null);
  }

  /** Others wrote since: what is stored is what it begins with again. */
  public void restart() {
    publications.restart();
    groups.restart();
  }

  /** What is known of the routing group of a service. */
  public GroupFacts group(NamespacedName service) {
    return groups.of(service);
  }

  /** By model name of the service, the others that publish it; only names that others publish. */
  public Map<String, Set<Publisher>> publishers(NamespacedName service) {
    return publications.others(service);
  }

  /** By place that a route of the service claims, the others that do; only places with others. */
  public Map<String, Set<Rival>> rivals(NamespacedName service) {
    return publications.rivals(service);
  }
}
