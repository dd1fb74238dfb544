package io.llmisvc.webhook;

import io.llmisvc.config.WebhookEnvironment;
import java.time.Duration;

/**
 * What the server takes before it refuses.
 *
 * @param body bytes of one request
 * @param bodies bytes of all requests that are being read or answered
 * @param threads reviews of one kind that are answered at once: many of one kind hold up no other
 * @param waiting reviews of one kind that wait for that
 * @param time from the head of a request to its answer
 * @param farewell how long a server that stops still answers, so that whoever calls it has heard
 */
record Limits(
    int body,
    long bodies,
    int threads,
    int waiting,
    Duration time,
    Duration farewell,
    OfConnections connections) {

  /**
   * Of connections, whatever comes over them.
   *
   * @param most open ones
   * @param first how long a new one may take to be secure, and then to ask
   * @param idle from an answer to the whole head of the next request
   */
  record OfConnections(int most, Duration first, Duration idle) {
    /**
     * An API server has one for each request that it waits for, some hundreds at most, and keeps
     * those that are idle for 90 s.
     */
    static final OfConnections PRODUCTION =
        new OfConnections(1024, Duration.ofSeconds(5), Duration.ofSeconds(120));
  }

  /**
   * The API server takes no object of more than 3 MiB, and an update holds two; the objects of a
   * list are converted one by one. It gives up after the 10 s of the webhook configurations.
   */
  static Limits production() {
    return new Limits(
        8 << 20,
        32L << 20,
        WebhookEnvironment.threads(),
        200,
        Duration.ofSeconds(9),
        Duration.ofSeconds(3),
        OfConnections.PRODUCTION);
  }
}
