package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.memo.LruCache;
import io.llmisvc.tree.ObjectText;
import io.llmisvc.tree.Yaml;
import java.util.Optional;

/** Configuration texts as trees and back; those used last are kept. */
final class ConfigText {
  /** A pass over an unchanged service meets the same texts again. */
  private static final int MOST = 256;

  /** Characters of all texts that are kept; a tree weighs some ten times its text. */
  private static final long MOST_CHARACTERS = 1 << 18;

  private static final LruCache<String, ObjectNode> PARSED =
      new LruCache<>(MOST, MOST_CHARACTERS, (text, tree) -> text.length());
  private static final LruCache<ObjectNode, String> PRINTED =
      new LruCache<>(MOST, MOST_CHARACTERS, (tree, text) -> text.length());

  private ConfigText() {}

  /**
   * Empty unless the text is one YAML or JSON object; anchors are resolved. The tree is the
   * caller's own.
   */
  static Optional<ObjectNode> parse(String text) {
    ObjectNode known = PARSED.get(text);
    if (known != null) {
      return Optional.of(known.deepCopy());
    }
    Optional<ObjectNode> tree = read(text);
    tree.ifPresent(parsed -> PARSED.put(text, parsed.deepCopy()));
    return tree;
  }

  static String print(ObjectNode tree) {
    String known = PRINTED.get(tree);
    if (known != null) {
      return known;
    }
    String text = Yaml.sorted(tree);
    PRINTED.put(tree.deepCopy(), text);
    return text;
  }

  private static Optional<ObjectNode> read(String text) {
    return switch (ObjectText.read(text)) {
      case ObjectText.Readable readable -> Optional.of(readable.tree());
      case ObjectText.Unreadable unreadable -> Optional.empty();
    };
  }
}
