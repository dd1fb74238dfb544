package io.llmisvc.cluster.serving;

import java.util.function.Consumer;

/** Whence a server has its certificate. */
public interface CertificateSource extends AutoCloseable {
  /**
   * Called once; returns at once, also when there is no certificate yet.
   *
   * @param changed is told the first certificate and each that differs from the last
   */
  void start(Consumer<ServingCertificate> changed);

  @Override
  void close();
}
