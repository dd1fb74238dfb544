package io.llmisvc.plan;

import io.llmisvc.memo.Index;
import io.llmisvc.model.facts.Claim;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Rival;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which services answer for which model names and take which requests: indexes kept while services
 * are planned, so that those who share something find each other without looking at the rest. It
 * begins with what is stored of services, so that planning them once more finds nothing new.
 */
public final class Publications {
  /** Sorts what it is added to before all that is longer. */
  private static final String BEHIND = "\0";

  private final Supplier<Map<NamespacedName, Publication>> earlier;
  private final Map<NamespacedName, Publication> byService = new HashMap<>();

  /** Members of one group stand together, so that they are left out without a look at them. */
  private final Index<NamespacedName, Publisher> byModel =
      new Index<>(Comparator.comparing(Publisher::group).thenComparing(Publisher::service));

  private final Index<String, Rival> byPlace =
      new Index<>(Comparator.comparing(Rival::group).thenComparing(Comparator.naturalOrder()));

  private boolean begun;

  /**
   * @param earlier asked once, before the first answer
   */
  public Publications(Supplier<Map<NamespacedName, Publication>> earlier) {
    this.earlier = earlier;
  }

  /** Forgets all: what is stored now is what it begins with again. */
  synchronized void restart() {
    begun = false;
    Set.copyOf(byService.keySet()).forEach(service -> replace(service, Publication.NONE));
  }

  /**
   * Notes what a service publishes now.
   *
   * @return the other services that share a name or a place with it, before or now; none when
   *     nothing changed
   */
  synchronized Set<NamespacedName> note(NamespacedName service, Publication now) {
    begin();
    if (now.equals(byService.getOrDefault(service, Publication.NONE))) {
      return Set.of();
    }
    Set<NamespacedName> touched = sharing(service);
    replace(service, now);
    touched.addAll(sharing(service));
    return touched;
  }

  /**
   * By model name, the other services that publish a name of this one; only names with others. Its
   * routing group is left out: that its members share names and places is what a group is for.
   */
  synchronized Map<String, Set<Publisher>> others(NamespacedName service) {
    begin();
    Map<String, Set<Publisher>> others = new HashMap<>();
    Publication own = byService.getOrDefault(service, Publication.NONE);
    for (String model : own.models()) {
      Set<Publisher> publishers =
          outside(
                  byModel.get(inNamespace(service, model)),
                  own.group(),
                  new Publisher("", own.group()),
                  new Publisher("", own.group() + BEHIND))
              .filter(publisher -> !publisher.service().equals(service.name()))
              .filter(publisher -> !publisher.isOfGroup(own.group()))
              .collect(Collectors.toUnmodifiableSet());
      if (!publishers.isEmpty()) {
        others.put(model, publishers);
      }
    }
    return others;
  }

  /** By place, the services outside its group whose routes claim it as one of this does. */
  synchronized Map<String, Set<Rival>> rivals(NamespacedName service) {
    begin();
    Map<String, Set<Rival>> rivals = new HashMap<>();
    Publication own = byService.getOrDefault(service, Publication.NONE);
    for (Claim claim : own.claims()) {
      Set<Rival> others =
          outside(
                  byPlace.get(claim.place()),
                  own.group(),
                  new Rival(new NamespacedName(service.namespace(), ""), own.group(), claim),
                  new Rival(
                      new NamespacedName(service.namespace() + BEHIND, ""), own.group(), claim))
              .filter(rival -> !rival.service().equals(service))
              .filter(rival -> !rival.isOfGroup(service, own.group()))
              .collect(Collectors.toUnmodifiableSet());
      if (!others.isEmpty()) {
        rivals.put(claim.place(), others);
      }
    }
    return rivals;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      earlier.get().forEach(this::replace);
    }
  }

  private Set<NamespacedName> sharing(NamespacedName service) {
    Set<NamespacedName> sharing = new HashSet<>();
    for (Set<Publisher> publishers : others(service).values()) {
      publishers.forEach(other -> sharing.add(inNamespace(service, other.service())));
    }
    for (Set<Rival> rivals : rivals(service).values()) {
      rivals.forEach(rival -> sharing.add(rival.service()));
    }
    return sharing;
  }

  private void replace(NamespacedName service, Publication now) {
    Publication before = byService.getOrDefault(service, Publication.NONE);
    Publisher old = new Publisher(service.name(), before.group());
    before.models().forEach(model -> byModel.remove(inNamespace(service, model), old));
    before
        .claims()
        .forEach(claim -> byPlace.remove(claim.place(), new Rival(service, before.group(), claim)));
    now.claims()
        .forEach(claim -> byPlace.add(claim.place(), new Rival(service, now.group(), claim)));
    Publisher publisher = new Publisher(service.name(), now.group());
    now.models().forEach(model -> byModel.add(inNamespace(service, model), publisher));
    if (now.models().isEmpty() && now.claims().isEmpty()) {
      byService.remove(service);
    } else {
      byService.put(service, now);
    }
  }

  /**
   * Those who stand before or behind a group; all while there is no group.
   *
   * @param first stands before all of the group
   * @param behind stands before all that follow it
   */
  private static <V> Stream<V> outside(SortedSet<V> all, String group, V first, V behind) {
    return group.isEmpty()
        ? all.stream()
        : Stream.concat(all.headSet(first).stream(), all.tailSet(behind).stream());
  }

  private static NamespacedName inNamespace(NamespacedName service, String name) {
    return new NamespacedName(service.namespace(), name);
  }
}
