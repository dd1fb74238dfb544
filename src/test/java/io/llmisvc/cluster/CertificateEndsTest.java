package io.llmisvc.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateEndsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final CertificateEnds ends = new CertificateEnds();

  @Test
  void knowsTheFirst() {
    // When
    ends.note(key("later"), secret(2));
    ends.note(key("sooner"), secret(1));
    // Then
    assertThat(ends.first()).contains(NOW.plus(Duration.ofDays(1)));
    // When
    ends.note(key("sooner"), secret(3));
    // Then
    assertThat(ends.first()).contains(NOW.plus(Duration.ofDays(2)));
    // When
    ends.forget(key("later"));
    ends.forget(key("sooner"));
    // Then
    assertThat(ends.first()).isEmpty();
  }

  @Test
  void leavesOutWhatHoldsNoneAnyMore() {
    // Given
    ends.note(key("a"), secret(1));
    // When
    ends.note(key("a"), holding("no certificate"));
    // Then
    assertThat(ends.first()).isEmpty();
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(Kind.SECRET, "models", name);
  }

  private static ObjectNode secret(int days) {
    return holding(
        new CertificateIssuer()
            .selfSigned(
                new ServerNames(List.of("a"), List.of()), Validity.of(NOW, Duration.ofDays(days)))
            .certificatePem());
  }

  private static ObjectNode holding(String text) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret
        .putObject("data")
        .put("tls.crt", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    return secret;
  }
}
