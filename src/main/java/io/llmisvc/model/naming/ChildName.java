package io.llmisvc.model.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The rule that joins a parent's name and a suffix into a name of at most 63 bytes. */
public final class ChildName {
  static final int LIMIT = 63;

  private static final int DIGEST = 32;
  private static final int ROOM = LIMIT - DIGEST;

  private ChildName() {}

  /**
   * Concatenation when it fits. Otherwise a head of the parent, a digest that keeps it unique, and
   * the suffix (whole when it is shorter than 31, else as much of its head as fits).
   */
  public static String of(String parent, String suffix) {
    if (parent.length() + suffix.length() <= LIMIT) {
      return parent + suffix;
    }
    if (suffix.length() < ROOM) {
      return parent.substring(0, Math.min(parent.length(), ROOM - suffix.length()))
          + md5(parent)
          + suffix;
    }
    String head = parent.substring(0, Math.min(parent.length(), ROOM)) + md5(parent + suffix);
    String name = head + suffix.substring(0, Math.min(suffix.length(), LIMIT - head.length()));
    return name.replaceAll("[^a-zA-Z0-9]+$", "");
  }

  /** Hexadecimal, 32 digits. */
  static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
