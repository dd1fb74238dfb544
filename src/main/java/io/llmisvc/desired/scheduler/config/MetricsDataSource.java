package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Flags that once said how to scrape the model server; later a plugin's parameters do. */
final class MetricsDataSource {
  private static final String PLUGIN = "metrics-data-source";
  private static final String SCHEME = "model-server-metrics-scheme";
  private static final String PATH = "model-server-metrics-path";
  private static final String INSECURE = "model-server-metrics-https-insecure-skip-verify";
  private static final String PORT = "model-server-metrics-port";

  private MetricsDataSource() {}

  static Draft move(Draft draft) {
    Draft.Taken taken = draft.take(Set.of(SCHEME, PATH, INSECURE, PORT), Set.of(INSECURE), true);
    Set<String> kept = new TreeSet<>(taken.values().keySet());
    kept.remove(PORT);
    if (kept.isEmpty()) {
      return taken.draft();
    }
    if (draft.config().isEmpty()) {
      return draft.withError(
          "the flags "
              + Flags.spelled(kept)
              + " can only be turned into parameters of an inline configuration; declare the plugin "
              + PLUGIN
              + " in the configuration and drop the flags");
    }
    String insecure = taken.value(INSECURE).orElse("true");
    if (!insecure.equals("true") && !insecure.equals("false")) {
      return draft.withError("--" + INSECURE + ": " + insecure + " is neither true nor false");
    }
    EndpointPickerConfig config = draft.config().get();
    boolean isSaid = config.declares(PLUGIN);
    if (!isSaid) {
      declare(config, taken, insecure);
    }
    String what = isSaid ? "%s: gone, for %s is there" : "%s: parameters of %s say it";
    return taken.draft().withChanges(List.of(what.formatted(Flags.spelled(kept), PLUGIN)));
  }

  private static void declare(EndpointPickerConfig config, Draft.Taken taken, String insecure) {
    ObjectNode parameters = EndpointPickerConfig.withParameters(config.appendPlugin(PLUGIN));
    taken.value(SCHEME).ifPresent(scheme -> parameters.put("scheme", scheme));
    taken.value(PATH).ifPresent(path -> parameters.put("path", path));
    if (taken.values().containsKey(INSECURE)) {
      parameters.put("insecureSkipVerify", Boolean.parseBoolean(insecure));
    }
  }
}
