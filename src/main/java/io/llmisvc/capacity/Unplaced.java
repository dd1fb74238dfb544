package io.llmisvc.capacity;

/**
 * Pods that found no node.
 *
 * @param count how many of them
 * @param missing what there is too little of; of {@code SCATTERED} nothing, because there would be
 *     enough
 * @param detail the rules that keep the pods from nodes, for {@code NO_NODE}; else empty
 */
public record Unplaced(
    WorkloadPods pods, long count, Reason reason, Amounts missing, String detail) {

  /** Why. */
  public enum Reason {
    /** There is no node that they may be put on. */
    NO_NODE,
    /** No node that they may be put on is as large as one of them. */
    TOO_LARGE,
    /** What is left of the nodes that they may be put on is not enough for all. */
    SHORT,
    /** It would be enough, but it is not on one node. */
    SCATTERED
  }
}
