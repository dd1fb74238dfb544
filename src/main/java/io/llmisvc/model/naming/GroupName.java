package io.llmisvc.model.naming;

/**
 * The rule for names of LeaderWorkerSets, which have less room than other children: their
 * controller puts the index of a group behind the name, and StatefulSets put the hash of a
 * revision, of up to ten digits, behind that, into a label.
 */
final class GroupName {
  /** What always works for the first ten groups; names up to here are a promise and stay. */
  private static final int LONGEST = ChildName.LIMIT - "-0-1234567890".length();

  /** A name that has to change anyway gets room for a thousand groups. */
  private static final int SHORTENED = ChildName.LIMIT - "-999-1234567890".length();

  private static final int DIGEST = 10;

  private GroupName() {}

  /** Concatenation when it fits, else a head of the parent, a digest of it, and the suffix. */
  static String of(String parent, String suffix) {
    if (parent.length() + suffix.length() <= LONGEST) {
      return parent + suffix;
    }
    int head = Math.min(parent.length(), SHORTENED - DIGEST - suffix.length());
    return parent.substring(0, head) + ChildName.md5(parent).substring(0, DIGEST) + suffix;
  }
}
