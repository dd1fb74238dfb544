package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The well-known configs. */
final class PresetCheck {
  /** What the prefix of any version begins with. */
  private static final String VERSIONED = "kserve-v";

  private static final String UNVERSIONED = "kserve-";

  private PresetCheck() {}

  static List<FitnessLine> of(Snapshot snapshot, Shipped shipped) {
    if (!snapshot.knows(ClusterPart.CONFIGS)) {
      return List.of();
    }
    String prefix =
        InstalledOperator.of(snapshot)
            .map(InstalledOperator::presetPrefix)
            .orElseGet(() -> installed(snapshot, shipped));
    if (!prefix.equals(shipped.prefix()) && prefix.startsWith(VERSIONED)) {
      return List.of(Outcome.PRESETS_OF_OTHER_VERSION.line(prefix, shipped.prefix()));
    }
    List<FitnessLine> lines = new ArrayList<>();
    for (ObjectNode preset : shipped.presets()) {
      String name = prefix + Traits.name(preset).substring(shipped.prefix().length());
      of(snapshot, preset, name, prefix).ifPresent(lines::add);
    }
    return lines.isEmpty()
        ? List.of(Outcome.PRESETS_OK.line("" + shipped.presets().size(), prefix))
        : lines;
  }

  /** Without a Deployment that says it: those of this version, where there are some. */
  private static String installed(Snapshot snapshot, Shipped shipped) {
    return snapshot.all(ClusterPart.CONFIGS).stream()
            .anyMatch(config -> Traits.name(config).startsWith(shipped.prefix()))
        ? shipped.prefix()
        : UNVERSIONED;
  }

  private static Optional<FitnessLine> of(
      Snapshot snapshot, ObjectNode preset, String name, String prefix) {
    String namespace = snapshot.systemNamespace();
    Optional<ObjectNode> stored = Traits.named(snapshot.all(ClusterPart.CONFIGS), name);
    if (stored.isEmpty()) {
      return Optional.of(Outcome.PRESET_MISSING.line(name, namespace, prefix));
    }
    return ShippedMatch.difference("spec", stored.get().path("spec"), preset.path("spec"))
        .map(field -> Outcome.PRESET_CHANGED.line(name, field, prefix, namespace));
  }
}
