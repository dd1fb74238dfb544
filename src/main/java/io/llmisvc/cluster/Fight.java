package io.llmisvc.cluster;

import io.llmisvc.model.naming.ObjectKey;

/**
 * Somebody takes back what we set, again and again.
 *
 * @param message one sentence, the same in each round
 */
public record Fight(ObjectKey key, String message) {
  static Fight aboutField(ObjectKey key, String field, String opponent) {
    return new Fight(
        key,
        "llmisvc and %s fight about %s%s: each takes back what the other sets"
            .formatted(opponent, field.isEmpty() ? "" : field + " of ", key));
  }

  static Fight aboutExistence(ObjectKey key) {
    return new Fight(
        key, "llmisvc and somebody fight about %s: it is deleted each time".formatted(key));
  }
}
