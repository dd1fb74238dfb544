package io.llmisvc.cluster.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final List<String> LINES = List.of("{\"name\":\"größe\"}", "", "{\"名\":\"🦙\"}");

  @Test
  void areTheSameHoweverTheyAreCut() {
    byte[] all = (String.join("\n", LINES) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= all.length; size++) {
      // When
      Lines lines = new Lines();
      List<String> read = new ArrayList<>();
      for (int from = 0; from < all.length; from += size) {
        read.addAll(
            lines.ended(List.of(ByteBuffer.wrap(all, from, Math.min(size, all.length - from)))));
      }
      // Then
      assertThat(read).as("pieces of %d octets", size).isEqualTo(LINES);
    }
  }

  @Test
  void oneThatHasNotEndedIsNone() {
    assertThat(new Lines().ended(List.of(ByteBuffer.wrap(new byte[] {'{', '"'})))).isEmpty();
  }
}
