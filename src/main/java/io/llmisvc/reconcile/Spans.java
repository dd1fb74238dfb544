package io.llmisvc.reconcile;

import io.llmisvc.cluster.ChildWriter;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts of passes as spans; nothing where tracing is off, which is the default. */
final class Spans {
  private final Tracer tracer;

  Spans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.llmisvc");
  }

  static Spans none() {
    return new Spans(OpenTelemetry.noop());
  }

  /** A whole pass over a service. */
  <T> T pass(NamespacedName service, Function<Span, T> work) {
    return in(
        "pass",
        span -> {
          span.setAttribute("k8s.namespace.name", service.namespace());
          span.setAttribute("llmisvc.name", service.name());
          return work.apply(span);
        });
  }

  /** What is done to one child. */
  ChildWriter.Written child(ObjectKey key, Supplier<ChildWriter.Written> write) {
    return in(
        "child",
        span -> {
          span.setAttribute("llmisvc.child.kind", key.kind().kind());
          span.setAttribute("llmisvc.child.name", key.name());
          ChildWriter.Written written = write.get();
          span.setAttribute("llmisvc.child.result", written.label());
          return written;
        });
  }

  /** Something that whoever began it ends. */
  Span begin(String name) {
    return tracer.spanBuilder(name).startSpan();
  }

  /**
   * Does something within a span of its own, which fails when it does. What an exception says is
   * left out: it may quote what users wrote.
   */
  <T> T in(String name, Function<Span, T> work) {
    Span span = begin(name);
    try (Scope scope = span.makeCurrent()) {
      return work.apply(span);
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }
}
