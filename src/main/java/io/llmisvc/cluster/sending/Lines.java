package io.llmisvc.cluster.sending;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts together lines of UTF-8 that come in pieces. */
final class Lines {
  private ByteArrayOutputStream begun = new ByteArrayOutputStream();

  /** The lines that end in these pieces. */
  List<String> ended(List<ByteBuffer> pieces) {
    List<String> lines = new ArrayList<>();
    for (ByteBuffer piece : pieces) {
      int from = piece.position();
      for (int at = from; at < piece.limit(); at++) {
        if (piece.get(at) == '\n') {
          append(piece.slice(from, at - from));
          lines.add(begun.toString(StandardCharsets.UTF_8));
          begun = new ByteArrayOutputStream();
          from = at + 1;
        }
      }
      append(piece.slice(from, piece.limit() - from));
    }
    return lines;
  }

  private void append(ByteBuffer some) {
    byte[] octets = new byte[some.remaining()];
    some.get(octets);
    begun.writeBytes(octets);
  }
}
