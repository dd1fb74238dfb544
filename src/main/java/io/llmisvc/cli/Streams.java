package io.llmisvc.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * What a verb reads and writes; UTF-8 wherever it runs.
 *
 * @param colours whether findings may be coloured: on a terminal, unless {@code NO_COLOR} is set
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean colours) {

  /** Those of this process. */
  public static Streams ofProcess() {
    return new Streams(
        System.in, stream(FileDescriptor.out), stream(FileDescriptor.err), Ansi.AUTO.enabled());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
