package io.llmisvc.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Reads an audit log as it grows, each line once; for logs too long to be read again and again. */
public final class AuditTail {
  private static final int PIECE = 1 << 20;

  private final AuditLog log;
  private final String user;
  private final byte[] buffer = new byte[PIECE];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;

  /** Follows the requests of one user from now on, and what was there before. */
  public AuditTail(AuditLog log, String user) {
    this.log = log;
    this.user = user;
  }

  /** What has come since the last call. */
  public synchronized List<AuditEntry> next() {
    if (!Files.exists(log.file())) {
      return List.of();
    }
    return newLines()
        .lines()
        .filter(text -> text.contains(user))
        .map(AuditLog::parse)
        .filter(entry -> entry.user().equals(user))
        .toList();
  }

  /** Whole lines only: the beginning of one waits for its end. */
  private String newLines() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "r")) {
      file.seek(position);
      for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
        position += read;
        take(read, whole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toString(StandardCharsets.UTF_8);
  }

  private void take(int length, ByteArrayOutputStream whole) {
    int end = length;
    while (end > 0 && buffer[end - 1] != '\n') {
      end--;
    }
    if (end > 0) {
      whole.writeBytes(line.toByteArray());
      line.reset();
      whole.write(buffer, 0, end);
    }
    line.write(buffer, end, length - end);
  }
}
