package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String COMPLETE = "samples/20-complete.yaml";

  @TempDir Path folder;

  @Test
  void printsOnePage() {
    // When
    Answer answer = report("-f", COMPLETE);
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("<h2>production/llama-70b-production</h2>")
        .endsWith("</html>\n")
        .doesNotContain("id=\"impact\"");
    assertThat(report("-f", COMPLETE).out()).isEqualTo(answer.out());
  }

  @Test
  void allowsItsOwnStyleAndScriptAlone() throws GeneralSecurityException {
    // When
    String page = report("-f", COMPLETE).out();
    // Then
    assertThat(page)
        .contains(
            "content=\"default-src 'none'; style-src '%s'; script-src '%s';"
                .formatted(hash(page, "style"), hash(page, "script")));
  }

  @Test
  void escapesWhatUsersWrote() throws IOException {
    // When
    Answer answer = report("-f", ReportInput.hostile(folder.resolve("hostile.yaml")));
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).contains("&lt;/script&gt;").doesNotContain("<img", "<svg onload");
    assertThat(answer.out().split("</script>", -1)).hasSize(2);
  }

  @Test
  void comparesWithWhatWas() throws IOException {
    // Given
    String changed = ReportInput.samplesWithAChange(folder.resolve("changed")).toString();
    // When
    String ofInput = report("-f", changed, "--from", "samples").out();
    String ofTo = report("-f", COMPLETE, "--from", "samples", "--to", changed).out();
    // Then
    String impact = "<p>1 of 35 services changes; 2 pods restart; accelerators ";
    assertThat(ofInput).contains(impact);
    assertThat(ofTo).contains(impact).contains("<p>1 service; ");
  }

  @Test
  void asksForWhatToCompareWith() {
    // When
    Answer answer = report("-f", COMPLETE, "--to", "samples");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("error: --to needs --from");
  }

  private static Answer report(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "report";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new Terminal().run(arguments);
  }

  private static String hash(String page, String element) throws GeneralSecurityException {
    String begin = "<" + element + ">";
    String text =
        page.substring(page.indexOf(begin) + begin.length(), page.indexOf("</" + element + ">"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
