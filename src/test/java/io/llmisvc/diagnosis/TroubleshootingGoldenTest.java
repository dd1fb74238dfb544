package io.llmisvc.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of causes is made from the code; {@code -Dgolden.update} writes it. */
class TroubleshootingGoldenTest {
  private static final Path PAGE = Path.of("docs/troubleshooting.md");
  private static final String START = "| what is the matter | what to do |\n|---|---|\n";

  @Test
  void theTableIsWhatTheCodeSays() throws IOException {
    String text = Files.readString(PAGE);
    String page = text.substring(0, text.indexOf(START)) + START + rows();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String rows() {
    return Arrays.stream(Cause.values())
        .map(cause -> "| %s | %s |\n".formatted(cause.title(), cause.remedy()))
        .collect(Collectors.joining());
  }
}
