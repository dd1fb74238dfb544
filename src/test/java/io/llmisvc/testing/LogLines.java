package io.llmisvc.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/** Remembers what one category logs until it is closed. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  public static LogLines of(Class<?> category) {
    LogLines lines = new LogLines(Logger.getLogger(category.getName()));
    lines.logger.addHandler(lines);
    return lines;
  }

  /** The lines that a pass over this service wrote. */
  public Stream<ExtLogRecord> about(String namespace, String service) {
    return records.stream()
        .filter(
            record ->
                namespace.equals(record.getMdc("namespace"))
                    && service.equals(record.getMdc("service")));
  }

  @Override
  public void publish(LogRecord record) {
    ExtLogRecord kept = ExtLogRecord.wrap(record);
    kept.copyMdc();
    records.add(kept);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
