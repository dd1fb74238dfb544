package io.llmisvc.webhook;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** What a server answers. Its text says in a word or two what that is. */
interface Site extends AutoCloseable {
  /** The server listens. */
  default void begins() {}

  /** Begins to answer a request of which the head is there; must not block. */
  void serve(HttpServerRequest request, Exchange exchange);

  /** A request has had its answer, so long after its head was there. */
  void answered(HttpServerRequest request, int status, Duration time);

  /** False when what answers has ended. */
  boolean isAlive();

  @Override
  void close();
}
