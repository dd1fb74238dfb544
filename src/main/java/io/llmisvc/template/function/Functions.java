package io.llmisvc.template.function;

import io.llmisvc.template.value.Function;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that a template may call, by name. */
public record Functions(Map<String, Function> byName) {
  private static final Functions PREDEFINED = new Functions(Predefined.ALL);

  public Functions {
    byName = Map.copyOf(byName);
  }

  /** Go's own functions. */
  public static Functions predefined() {
    return PREDEFINED;
  }

  /** These functions and one more, which replaces one of the same name. */
  public Functions with(String name, Function function) {
    Map<String, Function> more = new HashMap<>(byName);
    more.put(name, function);
    return new Functions(more);
  }

  public @Nullable Function named(String name) {
    return byName.get(name);
  }
}
