package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.llmisvc.memo.LruCache;
import io.llmisvc.tree.ObjectText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Configuration texts as trees and back: block style, keys sorted, quotes only where needed. */
final class Yaml {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
  private static final YAMLMapper PRINTER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .stringQuotingChecker(new Quotes())
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** A pass over an unchanged service meets the same texts again. */
  private static final int MOST = 256;

  /** Characters of all texts that are kept; a tree weighs some ten times its text. */
  private static final long MOST_CHARACTERS = 1 << 18;

  private static final LruCache<String, ObjectNode> PARSED =
      new LruCache<>(MOST, MOST_CHARACTERS, (text, tree) -> text.length());
  private static final LruCache<ObjectNode, String> PRINTED =
      new LruCache<>(MOST, MOST_CHARACTERS, (tree, text) -> text.length());

  private Yaml() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

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
    String text = write(tree);
    PRINTED.put(tree.deepCopy(), text);
    return text;
  }

  private static Optional<ObjectNode> read(String text) {
    return switch (ObjectText.read(text)) {
      case ObjectText.Readable readable -> Optional.of(readable.tree());
      case ObjectText.Unreadable unreadable -> Optional.empty();
    };
  }

  private static String write(ObjectNode tree) {
    try {
      return PRINTER.writeValueAsString(JSON.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always prints", e);
    }
  }

  /** Quotes every string that a YAML 1.1 or 1.2 parser could take for something else. */
  private static final class Quotes extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER_LIKE =
        Pattern.compile(
            "[-+]?(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
                + "|([0-9][0-9_]*)?\\.?[0-9_]*(e[-+]?[0-9]+)?|\\.(inf|nan))");

    /** That expression takes the square of the length, and a stack as deep, so it gets no more. */
    private static final int LONGEST = 256;

    private static final Pattern DIGITS_AND_SIGNS = Pattern.compile("[-+.:_0-9a-fox]+");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");
    private static final Pattern WORD =
        Pattern.compile("y|n|yes|no|on|off|true|false|null|~|=|<<|");

    @Override
    public boolean needToQuoteValue(String value) {
      String lower = value.toLowerCase(Locale.ROOT);
      return super.needToQuoteValue(value)
          || isLikeNumber(lower)
          || DATE.matcher(lower).matches()
          || WORD.matcher(lower).matches();
    }

    private static boolean isLikeNumber(String lower) {
      return (lower.length() > LONGEST ? DIGITS_AND_SIGNS : NUMBER_LIKE).matcher(lower).matches();
    }

    @Override
    public boolean needToQuoteName(String name) {
      return super.needToQuoteName(name) || needToQuoteValue(name);
    }
  }
}
