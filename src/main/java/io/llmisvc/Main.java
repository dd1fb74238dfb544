package io.llmisvc;

import io.llmisvc.cli.Cli;
import io.llmisvc.cli.Invocation;
import io.llmisvc.cli.Streams;
import io.llmisvc.cluster.ClientKey;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import org.graalvm.nativeimage.RuntimeOptions;

/** The one entry of the binary: the operator, or a verb of the command line, which starts none. */
@QuarkusMain
public final class Main {
  private static final String OPERATOR = "operator";

  /** Bytes of the young generation of a verb. */
  private static final long ROOM_OF_A_VERB = 192L << 20;

  private Main() {}

  public static void main(String[] args) {
    Invocation invocation = Invocation.ofProcess();
    if (args.length == 0 && invocation.isPlugin()) {
      verb(invocation, "help");
    } else if (args.length == 0) {
      operate();
    } else if (args[0].equals(OPERATOR)) {
      operate(Arrays.copyOfRange(args, 1, args.length));
    } else {
      verb(invocation, args);
    }
  }

  /**
   * A verb ends before its garbage is worth collecting. The binary is made for the operator, which
   * lives on and collects early; a verb gets more room. A JVM has a mind of its own.
   */
  private static void verb(Invocation invocation, String... args) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      RuntimeOptions.set("MaxNewSize", ROOM_OF_A_VERB);
    }
    System.exit(Cli.run(invocation, Streams.ofProcess(), args));
  }

  private static void operate(String... args) {
    ClientKey.announce();
    Quarkus.run(args);
  }
}
