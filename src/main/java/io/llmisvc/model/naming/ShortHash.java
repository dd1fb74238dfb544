package io.llmisvc.model.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Twelve hexadecimal digits that tell texts apart; fit for names and annotations. */
public final class ShortHash {
  private static final int DIGITS = 12;

  private ShortHash() {}

  public static String of(String text) {
    return of(text, DIGITS);
  }

  /** As many digits as somebody else takes who hashes the same text. */
  public static String of(String text, int digits) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
