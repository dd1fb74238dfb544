package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings the API server to Services, as kube-proxy does in a cluster: it asks for their addresses
 * over a socket, by {@code CONNECT}, and gets a port of the loopback.
 */
final class ServiceNetwork implements AutoCloseable {
  private static final Pattern REQUEST = Pattern.compile("CONNECT ([0-9.]+):\\d+ HTTP/1\\.1\r\n");
  private static final int BUFFER = 16_384;

  private final Map<String, Integer> served = new ConcurrentHashMap<>();
  private final UnaryOperator<String> serviceAt;
  private final ServerSocketChannel server;

  private ServiceNetwork(ServerSocketChannel server, UnaryOperator<String> serviceAt) {
    this.server = server;
    this.serviceAt = serviceAt;
  }

  /**
   * @param serviceAt from the address of a Service to its namespace and name
   */
  static ServiceNetwork listen(Path socket, UnaryOperator<String> serviceAt) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      ServiceNetwork network = new ServiceNetwork(server, serviceAt);
      Thread.ofVirtual().start(network::accept);
      return network;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param service namespace and name
   */
  void serve(String service, int port) {
    served.put(service, port);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel caller = server.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      }
    } catch (ClosedChannelException e) {
      // the end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(SocketChannel caller) {
    try (caller) {
      Integer port = portFor(head(caller));
      if (port == null) {
        say(caller, "503 Service Unavailable");
        return;
      }
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (SocketChannel called = SocketChannel.open(address)) {
        say(caller, "200 OK");
        Thread.ofVirtual().start(() -> copy(called, caller));
        copy(caller, called);
      }
    } catch (IOException e) {
      // nobody listens there: the caller sees that the connection ends
    }
  }

  private @Nullable Integer portFor(String head) {
    Matcher request = REQUEST.matcher(head);
    return request.lookingAt() ? served.get(serviceAt.apply(request.group(1))) : null;
  }

  private static String head(SocketChannel caller) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0 && caller.read(one.clear()) > 0) {
      head.append((char) one.get(0));
    }
    return head.toString();
  }

  private static void say(SocketChannel caller, String status) throws IOException {
    write(
        ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)),
        caller);
  }

  /** Until one of both ends: then the other one ends too. */
  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        write(buffer.flip(), to);
      }
    } catch (IOException e) {
      // the other direction ended
    }
  }

  private static void write(ByteBuffer bytes, SocketChannel to) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
