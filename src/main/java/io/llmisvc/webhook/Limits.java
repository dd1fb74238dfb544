package io.llmisvc.webhook;

import java.time.Duration;

/**
 * What the server takes before it refuses.
 *
 * @param body bytes of one request
 * @param bodies bytes of all requests that are being read or answered
 * @param threads reviews that are answered at once
 * @param waiting reviews that wait for that
 * @param time from the head of a request to its answer
 * @param farewell how long a server that stops still answers, so that whoever calls it has heard
 */
record Limits(int body, long bodies, int threads, int waiting, Duration time, Duration farewell) {
  /**
   * The API server takes no object of more than 3 MiB, and an update holds two. It gives up after
   * the 10 s of the webhook configurations.
   */
  static Limits production() {
    return new Limits(
        8 << 20,
        32L << 20,
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        200,
        Duration.ofSeconds(9),
        Duration.ofSeconds(3));
  }
}
