package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.release.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The configuration of a picker for which nobody wrote one. */
public final class DefaultConfig {
  private static final Entry LORA = new Entry("lora-affinity-scorer", 4);
  private static final Entry PREFIX_CACHE = new Entry("prefix-cache-scorer", 3);
  private static final Entry QUEUE = new Entry("queue-scorer", 2);
  private static final Entry KV_CACHE = new Entry("kv-cache-utilization-scorer", 2);
  private static final Entry NO_HIT_LRU = new Entry("no-hit-lru-scorer", 2);
  private static final Entry ACTIVE_REQUEST = new Entry("active-request-scorer", 2);
  private static final Entry MAX_SCORE = new Entry("max-score-picker", 0);

  private static final Version NEW = Version.of(0, 9);

  private DefaultConfig() {}

  /**
   * Written for the oldest picker: rewriting brings it to the version of the one that gets it. One
   * whose version nobody knows is taken for a new one.
   *
   * @param disaggregated prefill and decode are picked separately
   * @param adapters prefers pods that have a request's LoRA adapter loaded
   */
  public static String text(boolean disaggregated, boolean adapters, Version version) {
    List<Entry> lora = adapters ? List.of(LORA) : List.of();
    EndpointPickerConfig config = disaggregated ? disaggregated(lora) : plain(lora);
    lora.forEach(entry -> config.appendPlugin(entry.plugin()));
    String text = config.print();
    return version.equals(Version.ZERO)
        ? Rewriting.config(text, NEW, Optional.empty()).orElse(config).print()
        : text;
  }

  private static EndpointPickerConfig plain(List<Entry> lora) {
    EndpointPickerConfig config = EndpointPickerConfig.empty();
    declare(
        config,
        "single-profile-handler",
        "queue-scorer",
        "kv-cache-utilization-scorer",
        "prefix-cache-scorer",
        "no-hit-lru-scorer",
        "max-score-picker");
    profile(
        config,
        "default",
        Stream.concat(
            lora.stream(), Stream.of(QUEUE, KV_CACHE, PREFIX_CACHE, NO_HIT_LRU, MAX_SCORE)));
    return config;
  }

  private static EndpointPickerConfig disaggregated(List<Entry> lora) {
    EndpointPickerConfig config = EndpointPickerConfig.empty();
    declare(
        config,
        "prefill-header-handler",
        "prefill-filter",
        "decode-filter",
        "queue-scorer",
        "kv-cache-utilization-scorer",
        "active-request-scorer",
        "prefix-cache-scorer",
        "max-score-picker");
    EndpointPickerConfig.withParameters(config.appendPlugin(Deciders.OLD_HANDLER))
        .put(Deciders.THRESHOLD, 0);
    profile(
        config,
        "prefill",
        filtered("prefill-filter", lora, PREFIX_CACHE, QUEUE, KV_CACHE, MAX_SCORE));
    profile(
        config, "decode", filtered("decode-filter", lora, ACTIVE_REQUEST, PREFIX_CACHE, MAX_SCORE));
    return config;
  }

  private static Stream<Entry> filtered(String filter, List<Entry> lora, Entry... rest) {
    return Stream.concat(
        Stream.concat(Stream.of(new Entry(filter, 0)), lora.stream()), Stream.of(rest));
  }

  private static void declare(EndpointPickerConfig config, String... types) {
    Stream.of(types).forEach(config::appendPlugin);
  }

  private static void profile(EndpointPickerConfig config, String name, Stream<Entry> entries) {
    ArrayNode plugins = config.appendProfile(name).putArray("plugins");
    entries.forEach(entry -> entry.addTo(plugins));
  }

  /** A plugin in a profile; no weight when it is 0. */
  private record Entry(String plugin, int weight) {
    void addTo(ArrayNode plugins) {
      ObjectNode entry = plugins.addObject().put("pluginRef", plugin);
      if (weight > 0) {
        entry.put("weight", weight);
      }
    }
  }
}
