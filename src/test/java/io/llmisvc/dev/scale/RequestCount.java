package io.llmisvc.dev.scale;

import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.AuditLog;
import io.llmisvc.testing.AuditTail;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often the operator asked the API server for what, as the audit log has it. */
final class RequestCount {
  private static final String LEASE = "leases";

  private final AuditTail tail;
  private final Map<Request, Integer> counts = new TreeMap<>();
  private final Set<String> watches = new HashSet<>();

  /**
   * @param resource with its group and subresource
   */
  record Request(String resource, String verb, boolean isWrite, boolean isLease)
      implements Comparable<Request> {
    static Request of(AuditEntry entry) {
      return new Request(
          entry.resource().isEmpty() ? "(discovery)" : resource(entry),
          entry.verb() + (entry.isTrial() ? " (dry run)" : ""),
          entry.isWrite() && !entry.isTrial(),
          entry.resource().equals(LEASE));
    }

    private static String resource(AuditEntry entry) {
      return entry.resource()
          + (entry.apiGroup().isEmpty() ? "" : "." + entry.apiGroup())
          + (entry.subresource().isEmpty() ? "" : "/" + entry.subresource());
    }

    boolean isWatch() {
      return verb.equals("watch");
    }

    @Override
    public int compareTo(Request other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return resource + " " + verb;
    }
  }

  RequestCount(AuditLog log, String user) {
    this.tail = new AuditTail(log, user);
  }

  /** Reads on; says whether something was written besides the lease. */
  synchronized boolean update() {
    boolean isWritten = false;
    for (AuditEntry entry : tail.next()) {
      Request request = Request.of(entry);
      if (isNew(entry, request)) {
        counts.merge(request, 1, Integer::sum);
        isWritten |= request.isWrite() && !request.isLease();
      }
    }
    return isWritten;
  }

  /** All so far. */
  synchronized Map<Request, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /** How many are open. */
  synchronized int watches() {
    return watches.size();
  }

  static Map<Request, Integer> difference(
      Map<Request, Integer> after, Map<Request, Integer> before) {
    Map<Request, Integer> difference = new TreeMap<>(after);
    before.forEach((request, count) -> difference.merge(request, -count, Integer::sum));
    difference.values().removeAll(Collections.singleton(0));
    return difference;
  }

  /** A watch counts when it begins; one that failed has its end only. */
  private boolean isNew(AuditEntry entry, Request request) {
    if (!request.isWatch()) {
      return entry.isEnd();
    }
    if (!entry.isEnd()) {
      return watches.add(entry.id());
    }
    return !watches.remove(entry.id());
  }
}
