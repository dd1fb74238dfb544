package io.llmisvc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmisvc.config.WebhookEnvironment.Certificates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEnvironmentTest {
  @Test
  void isOffByDefault() {
    assertThat(WebhookEnvironment.of(Map.of()))
        .isEqualTo(
            new WebhookEnvironment(
                Certificates.OFF,
                "0.0.0.0",
                9443,
                List.of(),
                Path.of("/tmp/k8s-webhook-server/serving-certs")));
  }

  @Test
  void readsWhatIsSet() {
    assertThat(
            WebhookEnvironment.of(
                Map.of(
                    "LLMISVC_WEBHOOKS", "self-managed",
                    "WEBHOOK_ADDRESS", "127.0.0.1",
                    "WEBHOOK_PORT", "0",
                    "WEBHOOK_HOSTS", "127.0.0.1, ::1,hooks.test",
                    "WEBHOOK_CERT_DIR", "/certs")))
        .isEqualTo(
            new WebhookEnvironment(
                Certificates.SELF_MANAGED,
                "127.0.0.1",
                0,
                List.of("127.0.0.1", "::1", "hooks.test"),
                Path.of("/certs")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LLMISVC_WEBHOOKS | on    | LLMISVC_WEBHOOKS is "on", but must be one of off, self-managed, files
          LLMISVC_WEBHOOKS | ''    | LLMISVC_WEBHOOKS is "", but must be one of off, self-managed, files
          WEBHOOK_PORT     | https | WEBHOOK_PORT is "https", but must be a number up to 65535
          WEBHOOK_PORT     | 65536 | WEBHOOK_PORT is "65536", but must be a number up to 65535
          WEBHOOK_PORT     | -1    | WEBHOOK_PORT is "-1", but must be a number up to 65535
          WEBHOOK_HOSTS    | a,b c | WEBHOOK_HOSTS is "a,b c", but "b c" is no host
          """)
  void saysWhatIsWrong(String variable, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookEnvironment.of(Map.of(variable, value)))
        .withMessage(message);
  }
}
