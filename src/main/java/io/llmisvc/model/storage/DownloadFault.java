package io.llmisvc.model.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a model cannot be loaded, as far as what the loader wrote tells; in the order of search. */
public enum DownloadFault {
  NO_SPACE("no space left", "disk quota exceeded"),
  CERTIFICATE("certificate verify failed", "certificate_verify_failed", "x509: "),
  CREDENTIALS(
      "unauthorized",
      "401",
      "403",
      "access denied",
      "accessdenied",
      "forbidden",
      "gated repo",
      "credentials",
      "permission denied",
      "invalidaccesskeyid"),
  NOT_FOUND(
      "not found", "404", "notfound", "no such", "nosuchbucket", "nosuchkey", "does not exist");

  /** The containers that load models. */
  public static final Set<String> LOADERS = Set.of("storage-initializer", "modelcar-init");

  private final List<String> signs;

  DownloadFault(String... signs) {
    this.signs = List.of(signs);
  }

  /**
   * @param log the last lines of a loader, or its words at the end
   * @return absent when they tell nothing
   */
  public static Optional<DownloadFault> of(String log) {
    String text = log.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(fault -> fault.signs.stream().anyMatch(text::contains))
        .findFirst();
  }

  /** A text that tells this fault and nothing else. */
  public String sign() {
    return signs.getFirst();
  }
}
