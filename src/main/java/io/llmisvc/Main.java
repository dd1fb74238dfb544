package io.llmisvc;

import io.llmisvc.cli.Cli;
import io.llmisvc.cli.Invocation;
import io.llmisvc.cli.Streams;
import io.llmisvc.cluster.ClientKey;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** The one entry of the binary: the operator, or a verb of the command line, which starts none. */
@QuarkusMain
public final class Main {
  private static final String OPERATOR = "operator";

  private Main() {}

  public static void main(String[] args) {
    Invocation invocation = Invocation.ofProcess();
    if (args.length == 0 && invocation.isPlugin()) {
      System.exit(Cli.run(invocation, Streams.ofProcess(), "help"));
    } else if (args.length == 0) {
      operate();
    } else if (args[0].equals(OPERATOR)) {
      operate(Arrays.copyOfRange(args, 1, args.length));
    } else {
      System.exit(Cli.run(invocation, Streams.ofProcess(), args));
    }
  }

  private static void operate(String... args) {
    ClientKey.announce();
    Quarkus.run(args);
  }
}
