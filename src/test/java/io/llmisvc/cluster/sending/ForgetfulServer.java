package io.llmisvc.cluster.sending;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake API server that answers so many requests of a connection, and closes it at the next. */
final class ForgetfulServer implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final ServerSocket socket;
  private final int answers;
  private final AtomicInteger forgotten = new AtomicInteger();

  ForgetfulServer(int answers) throws IOException {
    this.answers = answers;
    socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Of a client that tries again by itself, but not for this. */
  Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://127.0.0.1:" + socket.getLocalPort())
        .withRequestRetryBackoffLimit(5)
        .withRequestRetryBackoffInterval(1)
        .build();
  }

  /** How many requests got no answer. */
  int forgotten() {
    return forgotten.get();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (SocketException e) {
      // It was closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int i = 0; readRequest(reader); i++) {
        if (i == answers) {
          forgotten.incrementAndGet();
          return;
        }
        connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readRequest(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    while (line != null && !line.isEmpty()) {
      line = reader.readLine();
    }
    return line != null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
