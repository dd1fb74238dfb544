package io.llmisvc.reconcile;

import io.llmisvc.model.naming.NamespacedName;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import org.jboss.logging.MDC;

/**
 * What the lines are about that this thread logs until these fields are closed: members of {@code
 * mdc} where the log is JSON. Who reads plain lines has the same in their text.
 */
final class LogFields implements AutoCloseable {
  private final List<String> names;

  private LogFields(List<String> names) {
    this.names = names;
  }

  /** The service that a pass is about, and the trace of the pass when there is one. */
  static LogFields of(NamespacedName service, Span span) {
    MDC.put("namespace", service.namespace());
    MDC.put("service", service.name());
    if (span.getSpanContext().isValid()) {
      MDC.put("traceId", span.getSpanContext().getTraceId());
    }
    return new LogFields(List.of("namespace", "service", "traceId"));
  }

  /** A child that a pass changed. */
  static LogFields of(ChildChange change) {
    MDC.put("kind", change.key().kind().kind());
    MDC.put("child", change.key().name());
    MDC.put("reason", change.reason());
    MDC.put("changed", change.fields());
    return new LogFields(List.of("kind", "child", "reason", "changed"));
  }

  @Override
  public void close() {
    names.forEach(MDC::remove);
  }
}
