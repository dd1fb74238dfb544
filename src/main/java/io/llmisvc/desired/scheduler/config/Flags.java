package io.llmisvc.desired.scheduler.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command line without certain flags, and what the flags said.
 *
 * @param rest the entries left, in order
 * @param values by flag name without dashes; empty for a flag that came without a value
 */
record Flags(List<String> rest, Map<String, Optional<String>> values) {
  Flags {
    rest = List.copyOf(rest);
    values = Map.copyOf(values);
  }

  /**
   * Takes flags out in any of their spellings: {@code --flag value}, {@code --flag=value}, with any
   * number of dashes. An entry that starts with a dash is never a value.
   *
   * @param names of the flags, without dashes
   * @param switches those of them that take only {@code true} or {@code false} from the next entry
   */
  static Flags take(List<String> entries, Set<String> names, Set<String> switches) {
    List<String> rest = new ArrayList<>();
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i);
      int equals = entry.indexOf('=');
      String name = withoutDashes(equals < 0 ? entry : entry.substring(0, equals));
      if (!entry.startsWith("-") || !names.contains(name)) {
        rest.add(entry);
      } else if (equals >= 0) {
        values.put(name, Optional.of(entry.substring(equals + 1)));
      } else if (i + 1 < entries.size() && isValue(entries.get(i + 1), switches.contains(name))) {
        values.put(name, Optional.of(entries.get(++i)));
      } else {
        values.put(name, Optional.empty());
      }
    }
    return new Flags(rest, values);
  }

  /** Names as people write the flags, for messages. */
  static String spelled(Set<String> names) {
    return names.stream().sorted().map(name -> "--" + name).collect(Collectors.joining(", "));
  }

  private static boolean isValue(String entry, boolean ofSwitch) {
    return ofSwitch ? entry.equals("true") || entry.equals("false") : !entry.startsWith("-");
  }

  private static String withoutDashes(String flag) {
    int start = 0;
    while (start < flag.length() && flag.charAt(start) == '-') {
      start++;
    }
    return flag.substring(start);
  }
}
