package io.llmisvc.tree;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a plain scalar is, as Kubernetes' tools see it: like YAML 1.1, but dates and {@code 1:30}
 * are text.
 */
final class PlainScalars extends Resolver {
  private static final Pattern TRUTH =
      Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern WHOLE =
      Pattern.compile("[-+]?(0|0[0-7_]+|0o[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*)");
  private static final Pattern FRACTION =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int LONGEST = 1024;

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, TRUTH, "yYnNtTfFoO", 5);
    addImplicitResolver(Tag.INT, WHOLE, "-+0123456789", LONGEST);
    addImplicitResolver(Tag.FLOAT, FRACTION, "-+0123456789.", LONGEST);
    addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<", 2);
    addImplicitResolver(Tag.NULL, NULL, "~nN\0", 4);
    addImplicitResolver(Tag.NULL, Pattern.compile(""), null, 0);
  }
}
