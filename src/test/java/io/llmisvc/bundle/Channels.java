package io.llmisvc.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the bundle is offered: the package, its channels, and the labels that say so. */
final class Channels {
  static final String DEFAULT = "stable";
  static final List<String> ALL = List.of("stable", "candidate");

  private Channels() {}

  /** In the metadata of the bundle and on its image. */
  static Map<String, String> labels() {
    String prefix = "operators.operatorframework.io.bundle.";
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(prefix + "mediatype.v1", "registry+v1");
    labels.put(prefix + "manifests.v1", "manifests/");
    labels.put(prefix + "metadata.v1", "metadata/");
    labels.put(prefix + "package.v1", Release.PACKAGE);
    labels.put(prefix + "channels.v1", String.join(",", ALL));
    labels.put(prefix + "channel.default.v1", DEFAULT);
    labels.put("operators.operatorframework.io.test.mediatype.v1", "scorecard+v1");
    labels.put("operators.operatorframework.io.test.config.v1", "tests/scorecard/");
    return labels;
  }

  static String dockerfile() {
    String labels =
        labels().entrySet().stream()
            .map(label -> "LABEL %s=%s\n".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining());
    return """
    # docker build -f bundle/bundle.Dockerfile bundle
    FROM scratch

    %s
    COPY manifests /manifests/
    COPY metadata /metadata/
    COPY tests/scorecard /tests/scorecard/
    """
        .formatted(labels);
  }
}
