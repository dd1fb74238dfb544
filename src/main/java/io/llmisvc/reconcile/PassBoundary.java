package io.llmisvc.reconcile;

import io.llmisvc.cluster.lease.LeaseTerm;
import java.util.function.Supplier;

/**
 * The edge of a pass: begins none without the lease, and lets no {@link Error} out, for after one
 * the framework counts the resource as in process for ever. Most errors become an exception, and
 * the pass is tried again; after the one that says that memory ran out, nothing in this process can
 * be trusted, so the process ends.
 */
final class PassBoundary {
  /** The status of a JVM that ends by {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int OUT_OF_MEMORY = 3;

  private final LeaseTerm term;
  private final Runnable outOfMemory;

  PassBoundary(LeaseTerm term) {
    // no exit: its hooks need memory
    this(term, () -> java.lang.Runtime.getRuntime().halt(OUT_OF_MEMORY));
  }

  /**
   * @param outOfMemory ends the process at once
   */
  PassBoundary(LeaseTerm term, Runnable outOfMemory) {
    this.term = term;
    this.outOfMemory = outOfMemory;
  }

  /** A pass met an error that is no exception. */
  static final class BrokenPassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPassException(Error error) {
      super("the pass met an error: " + error.getClass().getSimpleName(), error);
    }
  }

  /**
   * @throws LeaseTerm.NotLeadingException before anything is done, when this operator does not lead
   * @throws BrokenPassException in place of an error
   */
  <T> T run(Supplier<T> pass) {
    term.require();
    return contain(pass);
  }

  /** What went wrong: the error that an exception took the place of, else the exception. */
  static Throwable origin(RuntimeException e) {
    return e instanceof BrokenPassException broken && broken.getCause() != null
        ? broken.getCause()
        : e;
  }

  /** The same for a part of a pass, whose failure the rest of it tells. */
  <T> T contain(Supplier<T> part) {
    try {
      return part.get();
    } catch (OutOfMemoryError e) {
      outOfMemory.run();
      throw new BrokenPassException(e);
    } catch (Error e) {
      throw new BrokenPassException(e);
    }
  }
}
