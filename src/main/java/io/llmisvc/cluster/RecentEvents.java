package io.llmisvc.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that were recorded last, so that an equal one is counted on the object that says it
 * already. Of what was said long ago only the cluster knows.
 */
final class RecentEvents {
  private final Map<Said, Recorded> events;

  /** What makes two events equal. */
  record Said(String uid, String type, String reason, String message) {}

  /**
   * @param name of the Event
   * @param count how often it was said
   */
  record Recorded(String namespace, String name, int count) {
    Recorded again() {
      return new Recorded(namespace, name, count + 1);
    }
  }

  RecentEvents(int capacity) {
    this.events =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Said, Recorded> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized @Nullable Recorded find(Said said) {
    return events.get(said);
  }

  synchronized void put(Said said, Recorded recorded) {
    events.put(said, recorded);
  }
}
