package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the operator's account asked of all API servers of this JVM, of those that are gone as well.
 */
public final class AuditTrail {
  private static final String OPERATOR = ":llmisvc-controller-manager\"";
  private static final String TRIED_OUT = "dryRun=All";
  private static final Set<AuditLog> FOLLOWED = new LinkedHashSet<>();
  private static final Set<Request> KEPT = new LinkedHashSet<>();

  private AuditTrail() {}

  /**
   * @param resource with its subresource, as rules have it
   * @param namespace empty for a request for all namespaces
   * @param name empty when the request names none
   */
  public record Request(
      String verb, String group, String resource, String namespace, String name) {}

  static synchronized void follow(AuditLog log) {
    FOLLOWED.add(log);
  }

  /** Reads a log for the last time, before it is deleted. */
  static synchronized void keep(AuditLog log) {
    if (FOLLOWED.remove(log)) {
      KEPT.addAll(read(log));
    }
  }

  /** Everything so far, refused requests included. */
  public static synchronized Set<Request> requests() {
    Set<Request> requests = new LinkedHashSet<>(KEPT);
    FOLLOWED.forEach(log -> requests.addAll(read(log)));
    return requests;
  }

  private static Set<Request> read(AuditLog log) {
    if (!Files.exists(log.file())) {
      return Set.of();
    }
    Set<Request> requests = new LinkedHashSet<>();
    try (Stream<String> lines = Files.lines(log.file())) {
      lines
          .filter(line -> line.endsWith("}") && line.contains(OPERATOR))
          .filter(line -> !line.contains(TRIED_OUT))
          .map(AuditLog::parse)
          .filter(entry -> entry.user().startsWith("system:serviceaccount:"))
          .filter(entry -> !entry.resource().isEmpty())
          .forEach(entry -> requests.addAll(requests(entry)));
      return requests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An apply that makes an object asks for the right to create it, too. */
  private static List<Request> requests(AuditEntry entry) {
    return entry.verb().equals("patch") && entry.code() == 201
        ? List.of(request(entry, "patch"), request(entry, "create"))
        : List.of(request(entry, entry.verb()));
  }

  private static Request request(AuditEntry entry, String verb) {
    String resource =
        entry.subresource().isEmpty()
            ? entry.resource()
            : entry.resource() + "/" + entry.subresource();
    return new Request(verb, entry.apiGroup(), resource, entry.namespace(), entry.name());
  }
}
