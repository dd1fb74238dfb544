package io.llmisvc.plan;

import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupMembers;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which services form which routing groups: an index kept while services are planned, so that the
 * members of a group find each other without looking at the rest. It begins with what is stored of
 * services, so that planning them once more finds nothing new.
 */
public final class Groups {
  private final Supplier<Map<NamespacedName, Membership>> earlier;
  private final boolean readyUntilSaid;
  private final Map<NamespacedName, Membership> byService = new HashMap<>();

  /** Members by name, by namespace and name of their group. */
  private final Map<NamespacedName, SortedMap<String, GroupMember>> byGroup = new HashMap<>();

  /** The same for its members to see; forgotten when a member changes, and made when asked for. */
  private final Map<NamespacedName, GroupMembers> views = new HashMap<>();

  private boolean begun;

  private Groups(Supplier<Map<NamespacedName, Membership>> earlier, boolean readyUntilSaid) {
    this.earlier = earlier;
    this.readyUntilSaid = readyUntilSaid;
  }

  /**
   * Groups of services that are ready when it is said of them.
   *
   * @param earlier asked once, before the first answer
   */
  public static Groups live(Supplier<Map<NamespacedName, Membership>> earlier) {
    return new Groups(earlier, false);
  }

  /** Groups as they will be when all services are ready. */
  public static Groups whenReady(Supplier<Map<NamespacedName, Membership>> earlier) {
    return new Groups(earlier, true);
  }

  /** Forgets all: what is stored now is what it begins with again. */
  synchronized void restart() {
    begun = false;
    byService.clear();
    byGroup.clear();
    views.clear();
  }

  /**
   * Notes what a service says of itself now.
   *
   * @param now absent when it is in no group
   * @return the others of its group, before and now; none when nothing changed
   */
  synchronized Set<NamespacedName> note(NamespacedName service, @Nullable Membership now) {
    begin();
    Membership before = byService.get(service);
    if (now == null ? before == null : now.equals(before)) {
      return Set.of();
    }
    boolean wasCounted = before == null || before.member().phase() != GroupMember.Phase.LEAVING;
    Set<NamespacedName> touched = wasCounted ? siblings(service) : new HashSet<>();
    replace(service, now);
    touched.addAll(siblings(service));
    return touched;
  }

  /**
   * Notes whether a service can be sent requests.
   *
   * @return its group, itself included; none when nothing changed
   */
  synchronized Set<NamespacedName> noteReady(NamespacedName service, boolean ready) {
    begin();
    Membership member = byService.get(service);
    if (member == null || member.member().ready() == ready) {
      return Set.of();
    }
    Set<NamespacedName> touched = note(service, member.withReady(ready));
    touched.add(service);
    return touched;
  }

  /**
   * Notes that a service is being deleted.
   *
   * @return the others of its group; none when nothing changed
   */
  synchronized Set<NamespacedName> leave(NamespacedName service) {
    begin();
    Membership member = byService.get(service);
    return member == null ? Set.of() : note(service, member.leaving());
  }

  /** What is known of the group of a service, as the service last said that it has one. */
  synchronized GroupFacts of(NamespacedName service) {
    begin();
    Membership own = byService.get(service);
    if (own == null) {
      return new GroupFacts(readyUntilSaid, null, GroupMembers.of(List.of()));
    }
    GroupMembers members =
        views.computeIfAbsent(
            group(service, own), group -> GroupMembers.of(members(service, own).values()));
    return new GroupFacts(own.member().ready(), own, members);
  }

  private void begin() {
    if (!begun) {
      begun = true;
      earlier.get().forEach(this::replace);
    }
  }

  private Set<NamespacedName> siblings(NamespacedName service) {
    Set<NamespacedName> siblings = new HashSet<>();
    Membership own = byService.get(service);
    if (own != null) {
      members(service, own)
          .keySet()
          .forEach(name -> siblings.add(new NamespacedName(service.namespace(), name)));
    }
    siblings.remove(service);
    return siblings;
  }

  private SortedMap<String, GroupMember> members(NamespacedName service, Membership own) {
    return byGroup.getOrDefault(group(service, own), Collections.emptySortedMap());
  }

  private void replace(NamespacedName service, @Nullable Membership now) {
    Membership before = byService.remove(service);
    if (before != null) {
      views.remove(group(service, before));
      byGroup.computeIfPresent(
          group(service, before),
          (group, members) -> {
            members.remove(service.name());
            return members.isEmpty() ? null : members;
          });
    }
    if (now != null) {
      views.remove(group(service, now));
      byService.put(service, now);
      byGroup
          .computeIfAbsent(group(service, now), group -> new TreeMap<>())
          .put(service.name(), now.member());
    }
  }

  private static NamespacedName group(NamespacedName service, Membership own) {
    return new NamespacedName(service.namespace(), own.group());
  }
}
