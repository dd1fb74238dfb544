package io.llmisvc.webhook;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, in the thread of its connection. A body that is refused is read to
 * its end and dropped, for who still writes does not read.
 */
final class Exchange {
  /** Nobody waits for the answer any more. */
  private static final int CLOSED = 499;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Limits limits;
  private final Bodies bodies;
  private final IntConsumer ended;
  private final long timer;
  private Buffer body = Buffer.buffer();
  private @Nullable Answer refusal;
  private @Nullable Runnable review;
  private boolean isOver;

  /** Begins a review of a whole body. */
  interface Review {
    /**
     * @param answered may be called by any thread
     * @return cancels the review
     */
    Runnable begin(byte[] body, Consumer<Answer> answered);
  }

  /**
   * @param ended is told the status, once
   */
  Exchange(
      Vertx vertx, HttpServerRequest request, Limits limits, Bodies bodies, IntConsumer ended) {
    this.vertx = vertx;
    this.request = request;
    this.limits = limits;
    this.bodies = bodies;
    this.ended = ended;
    this.timer = vertx.setTimer(limits.time().toMillis(), late -> tooLate());
    request.response().closeHandler(closed -> end(CLOSED));
    request.exceptionHandler(broken -> end(CLOSED));
  }

  /** Gives this answer when the body has gone by. */
  void refuse(Answer answer) {
    refusal = answer;
    drop();
    request.handler(chunk -> {}).endHandler(all -> answer(answer));
  }

  void receive(Review handler) {
    request.handler(this::add).endHandler(all -> begin(handler));
  }

  private void add(Buffer chunk) {
    if (isOver) {
      return;
    }
    if (body.length() + chunk.length() > limits.body()) {
      refuse(Answer.plain(413, "a request has at most " + limits.body() + " bytes"));
    } else if (bodies.take(chunk.length())) {
      body.appendBuffer(chunk);
    } else {
      refuse(Answer.busy());
    }
  }

  private void begin(Review handler) {
    if (!isOver) {
      Context connection = vertx.getOrCreateContext();
      review =
          handler.begin(body.getBytes(), answer -> connection.runOnContext(now -> answer(answer)));
    }
  }

  private void tooLate() {
    String line = "no answer within " + limits.time().toMillis() + " ms";
    request.response().putHeader("Connection", "close");
    // what is left of the request would keep the connection open
    send(refusal == null ? Answer.plain(504, line) : refusal)
        .onComplete(sent -> request.connection().close());
  }

  private void answer(Answer answer) {
    if (!isOver) {
      send(answer);
    }
  }

  private Future<Void> send(Answer answer) {
    end(answer.status());
    HttpServerResponse response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    return response.end(Buffer.buffer(answer.body()));
  }

  private void end(int status) {
    if (isOver) {
      return;
    }
    isOver = true;
    vertx.cancelTimer(timer);
    drop();
    if (review != null) {
      review.run();
    }
    ended.accept(status);
  }

  private void drop() {
    bodies.give(body.length());
    body = Buffer.buffer();
  }
}
