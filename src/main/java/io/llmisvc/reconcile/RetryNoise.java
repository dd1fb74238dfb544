package io.llmisvc.reconcile;

import io.llmisvc.cluster.lease.BoundedWrites;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the framework from logging each retry of a pass of which {@link FailureReport} has said
 * what failed, and both from a stack trace for each watch that is tried again and each write that
 * came after the lease's end: one line says why.
 */
@LoggingFilter(name = "retry-noise")
public final class RetryNoise implements Filter {
  private static final String WATCHES =
      "io.fabric8.kubernetes.client.informers.impl.cache.Reflector";

  @Override
  public boolean isLoggable(LogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown != null
        && (WATCHES.equals(record.getLoggerName()) || BoundedWrites.isRefusal(thrown))) {
      shorten(record, thrown);
    }
    return !isToldAlready(thrown);
  }

  private static void shorten(LogRecord record, Throwable thrown) {
    String cause = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    String text = "%s: %s".formatted(message(record), cause);
    record.setThrown(null);
    record.setParameters(null);
    if (record instanceof ExtLogRecord extended) {
      extended.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
    } else {
      record.setMessage(text);
    }
  }

  private static String message(LogRecord record) {
    return record instanceof ExtLogRecord extended
        ? extended.getFormattedMessage()
        : record.getMessage();
  }

  /** What measures passes wraps what they throw. */
  private static boolean isToldAlready(@Nullable Throwable thrown) {
    return thrown instanceof ServicePass.PassFailedException
        || (thrown != null && thrown.getCause() instanceof ServicePass.PassFailedException);
  }
}
