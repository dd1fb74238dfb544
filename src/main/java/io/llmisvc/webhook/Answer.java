package io.llmisvc.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** A response: a review, or one line of text that says why there is none. */
record Answer(int status, Map<String, String> headers, byte[] body) {
  static Answer review(byte[] json) {
    return new Answer(200, Map.of("Content-Type", "application/json"), json);
  }

  static Answer plain(int status, String line) {
    return plain(status, Map.of(), line);
  }

  /** Not one that gets a POST. */
  static Answer wrongMethod() {
    return plain(405, Map.of("Allow", "POST"), "reviews are posted");
  }

  /** Too much is being done at once: the same request may go through in a moment. */
  static Answer busy() {
    return plain(503, Map.of("Retry-After", "1"), "too many requests at once; try again");
  }

  static Answer plain(int status, Map<String, String> more, String line) {
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Content-Type", "text/plain; charset=utf-8");
    return new Answer(status, headers, (line + "\n").getBytes(UTF_8));
  }
}
