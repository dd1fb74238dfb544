package io.llmisvc.model.facts;

/**
 * What a service says of itself to the others of its routing group.
 *
 * @param group name of the group, in the namespace of the service
 */
public record Membership(String group, GroupMember member) {

  /** The same, ready or not. */
  public Membership withReady(boolean ready) {
    return new Membership(group, member.withReady(ready));
  }

  /** The same of a service that is being deleted. */
  public Membership leaving() {
    return new Membership(group, member.leaving());
  }
}
