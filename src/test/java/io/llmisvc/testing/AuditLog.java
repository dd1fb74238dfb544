package io.llmisvc.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every request the API server answered, but for its own, those of the {@link Controllers} beside
 * it, health checks and OpenAPI. A request is in the log shortly after its answer, not before it:
 * wait with {@link Await} for one that must be there.
 */
public record AuditLog(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public List<AuditEntry> entries() {
    return since(Instant.EPOCH);
  }

  /** The requests received at that time or later, in the order of their answers. */
  public List<AuditEntry> since(Instant time) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.endsWith("}"))
          .map(AuditLog::parse)
          .filter(entry -> !entry.at().isBefore(time))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The requests of a user that changed something or tried to; {@code user} as the log has it, or
   * the named admin's name.
   */
  public List<AuditEntry> writesBy(String user, Instant since) {
    return since(since).stream()
        .filter(entry -> entry.isWrite() && entry.user().equals(user))
        .toList();
  }

  static AuditEntry parse(String line) {
    JsonNode event = read(line);
    JsonNode object = event.path("objectRef");
    String impersonated = event.path("impersonatedUser").path("username").asText();
    return new AuditEntry(
        event.path("auditID").asText(),
        event.path("stage").asText().equals("ResponseComplete"),
        event.path("requestURI").asText().contains("dryRun="),
        Instant.parse(event.path("requestReceivedTimestamp").asText()),
        event.path("verb").asText(),
        impersonated.isEmpty() ? event.path("user").path("username").asText() : impersonated,
        event.path("userAgent").asText(),
        object.path("apiGroup").asText(),
        object.path("resource").asText(),
        object.path("subresource").asText(),
        object.path("namespace").asText(),
        object.path("name").asText(),
        event.path("responseStatus").path("code").asInt());
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not an audit event: " + line, e);
    }
  }
}
