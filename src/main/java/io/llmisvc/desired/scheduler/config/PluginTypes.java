package io.llmisvc.desired.scheduler.config;

import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Version;
import java.util.Optional;

/** Which types of plugins the versions of the picker have. */
public final class PluginTypes {
  static final String RESOURCE = "/picker-plugins.yaml";

  private static final ReleaseTable TABLE = ReleaseTable.read(RESOURCE, "types");

  private PluginTypes() {}

  /**
   * Why a picker will not know a type, in one sentence. Empty when it does, and when too little is
   * known of its version.
   */
  public static Optional<String> problem(String type, Version version) {
    return TABLE
        .advice(type, Version.of(version.major(), version.minor()))
        .map(
            advice ->
                "picker %s has no plugin %s; %s"
                    .formatted(version, ReleaseTable.shown(type), advice));
  }
}
