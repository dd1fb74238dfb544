package io.llmisvc.tree;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** The nodes of YAML texts, as deep as {@link ReadLimits} says. */
public final class YamlComposer {
  private static final String TOO_DEEP = "Nesting Depth exceeded";

  private YamlComposer() {}

  public static Composer of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Math.max(1, text.length()));
    options.setNestingDepthLimit(ReadLimits.DEPTH);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE); // what they stand for is counted
    options.setProcessComments(false);
    return new Composer(
        new ParserImpl(new StreamReader(text), options), new PlainScalars(), options);
  }

  /** What the library complains about where it names no place, in our words. */
  public static String reason(YAMLException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(TOO_DEEP)
        ? "nests deeper than " + ReadLimits.DEPTH + " levels"
        : "not YAML: " + message.lines().findFirst().orElse("");
  }
}
