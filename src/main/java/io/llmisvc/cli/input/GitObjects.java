package io.llmisvc.cli.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a repository holds by name, asked one by one of a {@code git cat-file} that runs on. */
final class GitObjects implements AutoCloseable {
  private static final Pattern FOUND = Pattern.compile("([0-9a-f]{40,64}) ([a-z]+) (\\d+)");

  /** A link that leads nowhere in the commit; a text follows that says where. */
  private static final Pattern LOST = Pattern.compile("(?:symlink|dangling|loop|notdir) (\\d+)");

  private final Process process;
  private final InputStream answers;
  private final OutputStream questions;

  GitObjects(GitProgram git) throws IOException {
    process =
        git.start(ProcessBuilder.Redirect.DISCARD, "cat-file", "--batch", "--follow-symlinks");
    answers = new BufferedInputStream(process.getInputStream());
    questions = process.getOutputStream();
  }

  /**
   * An object.
   *
   * @param type {@code blob}, {@code tree}, or empty where there is none
   * @param content at most one byte more than what is read of a file
   */
  record Found(String id, String type, byte[] content) {
    private static final Found NOTHING = new Found("", "", new byte[0]);

    boolean isFile() {
      return type.equals("blob");
    }

    boolean isDirectory() {
      return type.equals("tree");
    }
  }

  /** What a link leads to, for a link. */
  Found read(String commit, String path) throws IOException {
    if (path.indexOf('\n') >= 0) {
      return Found.NOTHING;
    }
    questions.write((commit + ":" + path + "\n").getBytes(StandardCharsets.UTF_8));
    questions.flush();
    String header = line();
    Matcher found = FOUND.matcher(header);
    if (found.matches()) {
      return new Found(found.group(1), found.group(2), content(Long.parseLong(found.group(3))));
    }
    Matcher lost = LOST.matcher(header);
    if (lost.matches()) {
      content(Long.parseLong(lost.group(1)));
    }
    return Found.NOTHING;
  }

  private byte[] content(long size) throws IOException {
    byte[] content = answers.readNBytes((int) Math.min(size, TextFiles.LIMIT + 1L));
    answers.skipNBytes(size - content.length + 1);
    return content;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("git cat-file ended before it answered");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
