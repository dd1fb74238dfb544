package io.llmisvc.reconcile;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the framework from logging each retry of a pass of which {@link FailureReport} has said
 * what failed.
 */
@LoggingFilter(name = "retry-noise")
public final class RetryNoise implements Filter {
  @Override
  public boolean isLoggable(LogRecord record) {
    return !(record.getThrown() instanceof ServicePass.PassFailedException);
  }
}
