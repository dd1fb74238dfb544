package io.llmisvc.webhook;

import io.llmisvc.cluster.serving.CertificateSource;
import io.llmisvc.cluster.serving.ServingCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in files that somebody else writes, now or later. They are read now and then: what
 * Kubernetes mounts changes by links, of which watches of files do not tell.
 */
final class FileCertificates implements CertificateSource {
  private static final Logger LOG = Logger.getLogger(FileCertificates.class);

  private final Path directory;
  private final Duration pause;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-certificate-files").unstarted(task));
  private @Nullable ServingCertificate last;
  private String told = "";

  FileCertificates(Path directory, Duration pause) {
    this.directory = directory;
    this.pause = pause;
  }

  @Override
  public void start(Consumer<ServingCertificate> changed) {
    timer.scheduleWithFixedDelay(() -> look(changed), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Consumer<ServingCertificate> changed) {
    try {
      ServingCertificate now = ServingCertificate.parse(read("tls.crt"), read("tls.key"));
      told = "";
      if (!now.equals(last)) {
        last = now;
        changed.accept(now);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      tell(e.toString());
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private void tell(String problem) {
    if (!problem.equals(told)) {
      told = problem;
      LOG.warnf("no certificate can be read: directory=%s error=%s", directory, problem);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
