package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.serving.ServingCertificate;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCertificatesTest {
  private static final ServerIdentity FIRST = ServerIdentity.ofLoopback();
  private static final ServerIdentity SECOND = ServerIdentity.ofLoopback();

  @TempDir private Path work;

  private final List<ServingCertificate> told = new CopyOnWriteArrayList<>();

  /** As Kubernetes mounts a Secret: a link to a directory, which is replaced. */
  @Test
  void followsWhatIsMountedAndReplaced() throws IOException {
    // Given
    Path mounted = work.resolve("mounted");
    try (FileCertificates files =
        new FileCertificates(mounted.resolve("data"), Duration.ofMillis(20))) {
      files.start(told::add);
      // When
      Files.createDirectory(mounted);
      link(mounted, write("a", FIRST.certificatePem(), FIRST.keyPem()));
      // Then
      Await.until("the first is told", () -> shown().equals(List.of(FIRST.certificate())));
      // When
      link(mounted, write("b", SECOND.certificatePem(), SECOND.keyPem()));
      // Then
      Await.until(
          "the second is told",
          () -> shown().equals(List.of(FIRST.certificate(), SECOND.certificate())));
    }
  }

  @Test
  void waitsUntilKeyAndCertificateFit() throws IOException {
    // Given
    Path directory = write("a", SECOND.certificatePem(), FIRST.keyPem());
    try (FileCertificates files = new FileCertificates(directory, Duration.ofMillis(20))) {
      files.start(told::add);
      // When
      Files.writeString(directory.resolve("tls.key"), SECOND.keyPem());
      // Then
      Await.until("told", () -> !told.isEmpty());
      assertThat(shown()).containsExactly(SECOND.certificate());
    }
  }

  private List<Certificate> shown() {
    return told.stream().<Certificate>map(ServingCertificate::certificate).toList();
  }

  private Path write(String name, String certificate, String key) throws IOException {
    Path directory = Files.createDirectory(work.resolve(name));
    Files.writeString(directory.resolve("tls.crt"), certificate);
    Files.writeString(directory.resolve("tls.key"), key);
    return directory;
  }

  private void link(Path mounted, Path directory) throws IOException {
    Path next = Files.createSymbolicLink(work.resolve("next"), directory);
    Files.move(next, mounted.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
