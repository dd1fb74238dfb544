package io.llmisvc.model.facts;

/**
 * A service that answers for a model name.
 *
 * @param service its name; its namespace is the one of the question
 * @param group its routing group; empty when there is none
 */
public record Publisher(String service, String group) implements Comparable<Publisher> {

  /** Whether it shares a routing group with another service; that is what a group is for. */
  public boolean isOfGroup(String other) {
    return !group.isEmpty() && group.equals(other);
  }

  @Override
  public int compareTo(Publisher other) {
    int byService = service.compareTo(other.service);
    return byService != 0 ? byService : group.compareTo(other.group);
  }
}
