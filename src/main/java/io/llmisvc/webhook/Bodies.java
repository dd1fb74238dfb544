package io.llmisvc.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the bodies of requests is in memory, of all together. */
final class Bodies {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  Bodies(long most) {
    this.most = most;
  }

  /** False, and nothing taken, when that would be too much. */
  boolean take(int bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void give(int bytes) {
    held.addAndGet(-bytes);
  }
}
