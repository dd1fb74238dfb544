package io.llmisvc.desired.storage;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing to download.
 *
 * @param path where it goes
 * @param field that says where it comes from
 */
record DownloadSource(ModelUri uri, String path, String field) {
  /** Where a model goes. */
  static final String MODEL = "/mnt/models";

  boolean isModel() {
    return path.equals(MODEL);
  }

  /** What the download container is told. */
  Stream<String> arguments() {
    return Stream.of(uri.toString(), path);
  }

  /** The deepest directory that holds them all; of one, its own. */
  static String root(List<DownloadSource> sources) {
    String root = sources.getFirst().path();
    for (DownloadSource source : sources) {
      while (!source.path().equals(root) && !source.path().startsWith(root + "/")) {
        root = root.substring(0, root.lastIndexOf('/'));
      }
    }
    return root;
  }
}
