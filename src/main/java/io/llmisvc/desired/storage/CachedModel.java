package io.llmisvc.desired.storage;

import io.llmisvc.desired.Blame;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.naming.ShortHash;
import io.llmisvc.model.storage.CacheMarks;
import java.util.List;

/**
 * Where the model of a service is read from when marks on the service say that nodes keep a copy of
 * it: on the claim of the cache, in a directory that the cache's agents name after its source.
 *
 * @param uri of the copy, or the model's own
 */
record CachedModel(String uri, List<Finding> findings) {
  private static final int KEY_LENGTH = 16;

  static CachedModel of(String uri, ServiceMeta service, Blame blame) {
    return CacheMarks.of(service)
        .map(marks -> of(uri, marks, blame))
        .orElseGet(() -> new CachedModel(uri, List.of()));
  }

  private static CachedModel of(String uri, CacheMarks marks, Blame blame) {
    if (!marks.areWhole()) {
      return new CachedModel(uri, List.of(incomplete(marks, blame)));
    }
    return marks
        .below(uri)
        .map(rest -> new CachedModel(copy(marks, rest), List.of()))
        .orElseGet(() -> new CachedModel(uri, List.of(another(uri, marks, blame))));
  }

  private static String copy(CacheMarks marks, String rest) {
    return "pvc://" + marks.claim() + "/models/" + ShortHash.of(marks.source(), KEY_LENGTH) + rest;
  }

  private static Finding incomplete(CacheMarks marks, Blame blame) {
    return blame.error(
        "metadata.labels[" + CacheMarks.CACHE + "]",
        "names a cache, but the annotation %s is missing; set it, or remove the label"
            .formatted(marks.source().isEmpty() ? CacheMarks.SOURCE : CacheMarks.CLAIM));
  }

  private static Finding another(String uri, CacheMarks marks, Blame blame) {
    return blame.warning(
        "LocalModelOfAnotherUri",
        "metadata.annotations[" + CacheMarks.SOURCE + "]",
        "the cache has %s, not %s, which is read from where it is".formatted(marks.source(), uri));
  }
}
