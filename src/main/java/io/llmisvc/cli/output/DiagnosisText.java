package io.llmisvc.cli.output;

import io.llmisvc.diagnosis.ChainLink;
import io.llmisvc.model.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The chain of each service for people, one line a link. */
public final class DiagnosisText {
  private static final String INDENT = "           ";

  private DiagnosisText() {}

  /**
   * @param now from which ages are counted
   */
  public static String of(List<DiagnosedService> services, Instant now, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (DiagnosedService service : services) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(service.id()).append(service.isReady() ? " is ready\n" : " is not ready\n");
      service.diagnosis().links().forEach(link -> text.append(line(link, colours)));
      service.diagnosis().blocking().ifPresent(link -> text.append(advice(link, now)));
      for (Finding warning : service.warnings()) {
        text.append("  warning  %s (%s)\n".formatted(warning.text(), warning.reason()));
      }
    }
    return text.toString();
  }

  private static String line(ChainLink link, boolean colours) {
    String line = link.message().isEmpty() ? link.what() : link.what() + ": " + link.message();
    return "  %s %s\n".formatted(mark(link.state(), colours), line);
  }

  private static String mark(ChainLink.State state, boolean colours) {
    String word =
        switch (state) {
          case WELL -> "ok      ";
          case WAITING -> "waiting ";
          case BLOCKED -> "blocked ";
        };
    return colour(state).of(word, colours);
  }

  private static Colour colour(ChainLink.State state) {
    return switch (state) {
      case WELL -> Colour.GREEN;
      case WAITING -> Colour.YELLOW;
      case BLOCKED -> Colour.BOLD_RED;
    };
  }

  private static String advice(ChainLink link, Instant now) {
    String what = Objects.requireNonNull(link.cause(), "what is not well has a cause").title();
    String detail = link.detail().isEmpty() ? "" : INDENT + link.detail() + "\n";
    return detail
        + INDENT
        + what
        + (link.since().isEmpty()
            ? ""
            : ", since %s (%s)".formatted(link.since(), Age.of(link.since(), now)))
        + "\n"
        + INDENT
        + "what to do: "
        + link.cause().remedy()
        + "\n";
  }
}
