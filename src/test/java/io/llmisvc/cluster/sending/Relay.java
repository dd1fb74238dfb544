package io.llmisvc.cluster.sending;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and an API server, and can stop passing on without a word. */
final class Relay implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final NetServer server;
  private final NetClient client;
  private final List<NetSocket> callers = new CopyOnWriteArrayList<>();

  Relay(Vertx vertx, int port) {
    client = vertx.createNetClient();
    server = vertx.createNetServer();
    server
        .connectHandler(
            caller -> {
              callers.add(caller);
              caller.pause();
              client.connect(port, HERE).onSuccess(called -> join(caller, called));
            })
        .listen(0, HERE)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void join(NetSocket caller, NetSocket called) {
    caller.handler(called::write).closeHandler(closed -> called.close());
    called.handler(caller::write).closeHandler(closed -> caller.close());
    caller.resume();
  }

  /** Connections that have begun. */
  int begun() {
    return callers.size();
  }

  String address() {
    return HERE + ":" + server.actualPort();
  }

  /** Connections that have begun stay open, and nothing comes out of them any more. */
  void freeze() {
    callers.forEach(caller -> caller.handler(nothing -> {}));
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
