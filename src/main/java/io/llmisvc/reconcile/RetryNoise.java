package io.llmisvc.reconcile;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the framework from logging each retry of a pass of which {@link FailureReport} has said
 * what failed.
 */
@LoggingFilter(name = "retry-noise")
public final class RetryNoise implements Filter {
  @Override
  public boolean isLoggable(LogRecord record) {
    return !isToldAlready(record.getThrown());
  }

  /** What measures passes wraps what they throw. */
  private static boolean isToldAlready(@Nullable Throwable thrown) {
    return thrown instanceof ServicePass.PassFailedException
        || (thrown != null && thrown.getCause() instanceof ServicePass.PassFailedException);
  }
}
