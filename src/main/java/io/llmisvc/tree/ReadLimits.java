package io.llmisvc.tree;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How much a reader of JSON or YAML takes, whoever wrote the text. Every reader uses these, so that
 * what one edge accepts the others accept too. An API server stores more than makes sense (ten
 * thousand levels, keys of any length): such an object gets a finding, and everything behind the
 * readers may walk a tree by recursion.
 */
public final class ReadLimits {
  /** Objects and lists within each other. A CustomResourceDefinition has about 40 of them. */
  public static final int DEPTH = 200;

  /** Characters of a key. Keys of labels, the longest that mean something, have at most 317. */
  public static final int KEY_LENGTH = 1024;

  /** Digits of a number. The longest that a 64-bit number needs to be written out has about 770. */
  public static final int NUMBER_LENGTH = 1000;

  /** Characters of one object: an API server takes no larger request, etcd takes half of it. */
  public static final int OBJECT_LENGTH = 3 << 20;

  /** For parsers of JSON: depth, keys, numbers and texts; the whole may be a list of objects. */
  public static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEPTH)
          .maxNameLength(KEY_LENGTH)
          .maxNumberLength(NUMBER_LENGTH)
          .maxStringLength(OBJECT_LENGTH)
          .build();

  /** Characters of a text that becomes an argument of a process: Linux takes no longer one. */
  public static final int ARGUMENT_LENGTH = 128 << 10;

  /** What a short text may stand for; a Deployment has some hundred values. */
  private static final int FEWEST_VALUES = 100_000;

  private ReadLimits() {}

  /**
   * How many values a text of that many characters may stand for once its anchors are followed.
   * Without anchors a text has at most half as many values as characters, so the limit meets only
   * those that multiply.
   */
  public static int values(int characters) {
    return Math.max(FEWEST_VALUES, characters);
  }

  /**
   * A value beyond a limit.
   *
   * @param path from the root of the tree, shortened
   * @param message names the limit
   */
  public record Excess(String path, String message) {}

  /** The first value of a tree, in its order, that is beyond a limit. Does not recurse. */
  public static Optional<Excess> excess(JsonNode tree) {
    return new TreeMeasure().excess(tree);
  }
}
