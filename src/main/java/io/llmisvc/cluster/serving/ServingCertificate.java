package io.llmisvc.cluster.serving;

/**
 * With what a server shows who it is, as PEM.
 *
 * @param chain its certificate first
 * @param key the private key; in no text of this record
 */
public record ServingCertificate(String chain, String key) {
  @Override
  public String toString() {
    return "ServingCertificate[...]";
  }
}
