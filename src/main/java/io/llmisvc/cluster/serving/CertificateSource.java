package io.llmisvc.cluster.serving;

import io.llmisvc.cluster.WatchState;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whence a server has its certificate. */
public interface CertificateSource extends AutoCloseable {
  /**
   * Called once; returns at once, also when there is no certificate yet.
   *
   * @param changed is told the first certificate and each that differs from the last
   */
  void start(Consumer<ServingCertificate> changed);

  /** How it watches the cluster; none when it does not. */
  default Stream<WatchState> watches() {
    return Stream.empty();
  }

  @Override
  void close();
}
