package io.llmisvc.desired.storage;

import io.llmisvc.desired.Blame;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.naming.ShortHash;
import java.util.List;
import java.util.Optional;

/**
 * Where the model of a service is read from when marks on the service say that nodes keep a copy of
 * it: on the claim of the cache, in a directory that the cache's agents name after its source.
 *
 * @param uri of the copy, or the model's own
 */
record CachedModel(String uri, List<Finding> findings) {
  private static final String CACHE = "internal.serving.kserve.io/localmodel";
  private static final String SOURCE = "internal.serving.kserve.io/localmodel-sourceuri";
  private static final String CLAIM = "internal.serving.kserve.io/localmodel-pvc-name";
  private static final int KEY_LENGTH = 16;

  static CachedModel of(String uri, ServiceMeta service, Blame blame) {
    if (!service.labels().containsKey(CACHE)) {
      return new CachedModel(uri, List.of());
    }
    String source = service.annotations().getOrDefault(SOURCE, "");
    String claim = service.annotations().getOrDefault(CLAIM, "");
    if (source.isEmpty() || claim.isEmpty()) {
      String missing = source.isEmpty() ? SOURCE : CLAIM;
      return new CachedModel(
          uri,
          List.of(
              blame.error(
                  "metadata.labels[" + CACHE + "]",
                  "names a cache, but the annotation %s is missing; set it, or remove the label"
                      .formatted(missing))));
    }
    return below(uri, source)
        .map(
            rest ->
                new CachedModel(
                    "pvc://" + claim + "/models/" + ShortHash.of(source, KEY_LENGTH) + rest,
                    List.of()))
        .orElseGet(
            () ->
                new CachedModel(
                    uri,
                    List.of(
                        blame.warning(
                            "LocalModelOfAnotherUri",
                            "metadata.annotations[" + SOURCE + "]",
                            "the cache has %s, not %s, which is read from where it is"
                                .formatted(source, uri)))));
  }

  /** What follows the source in the model's URI, with a slash in front. */
  private static Optional<String> below(String uri, String source) {
    int end = source.length();
    while (end > 0 && source.charAt(end - 1) == '/') {
      end--;
    }
    if (!uri.regionMatches(0, source, 0, end)) {
      return Optional.empty();
    }
    String rest = uri.substring(end);
    if (rest.isEmpty()) {
      return Optional.of("/");
    }
    return rest.startsWith("/") ? Optional.of(rest) : Optional.empty();
  }
}
