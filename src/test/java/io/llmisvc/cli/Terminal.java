package io.llmisvc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs verbs as a shell would, and keeps what they print. */
public final class Terminal {
  private byte[] input = new byte[0];
  private boolean colours;

  public record Answer(int exitCode, String out, String err) {}

  /** What the verb reads from {@code -}. */
  public Terminal type(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public Terminal withColours() {
    colours = true;
    return this;
  }

  public Answer run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(new ByteArrayInputStream(input), stream(out), stream(err), colours);
    int exitCode = Cli.run(streams, arguments);
    return new Answer(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
