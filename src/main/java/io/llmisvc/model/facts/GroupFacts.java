package io.llmisvc.model.facts;

import java.util.List;

/**
 * What is known of the routing group of a service.
 *
 * @param ready whether the service itself can be sent requests, see {@link GroupMember#ready}
 * @param siblings the others of its group, by name; also those that are stopped or being deleted
 */
public record GroupFacts(boolean ready, List<GroupMember> siblings) {
  /** A service that can be sent requests and has no siblings: the offline default. */
  public static final GroupFacts ALONE = new GroupFacts(true, List.of());

  public GroupFacts {
    siblings = List.copyOf(siblings);
  }
}
