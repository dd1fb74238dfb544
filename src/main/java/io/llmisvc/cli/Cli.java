package io.llmisvc.cli;

import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.live.UnreadableClusterException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a verb; the answer is the exit code of the process. */
public final class Cli {
  /** In the order of help. */
  static final List<Verb> VERBS =
      List.of(
          new Verb("render", RenderCommand::new),
          new Verb("explain", ExplainCommand::new),
          new Verb("validate", ValidateCommand::new),
          new Verb("impact", ImpactCommand::new),
          new Verb("why", WhyCommand::new),
          new Verb("capacity", CapacityCommand::new),
          new Verb("graph", GraphCommand::new),
          new Verb("report", ReportCommand::new),
          new Verb("doctor", DoctorCommand::new),
          new Verb("status", StatusCommand::new),
          new Verb("tree", TreeCommand::new),
          new Verb("diff", DiffCommand::new),
          new Verb("schema", SchemaCommand::new),
          new Verb("crds", CrdsCommand::new),
          new Verb("presets", PresetsCommand::new),
          new Verb("completion", CompletionCommand::new),
          new Verb("version", VersionCommand::new),
          new Verb("help", streams -> new HelpCommand()));

  private static final Set<String> TELL_OF_OTHERS = Set.of("completion", "help");

  /**
   * @param name as its command says
   */
  record Verb(String name, Function<Streams, Object> made) {}

  private Cli() {}

  /** As called by its own name. */
  public static int run(Streams streams, String... arguments) {
    return run(Invocation.DIRECT, streams, arguments);
  }

  public static int run(Invocation invocation, Streams streams, String... arguments) {
    try {
      return commandLine(invocation, streams, arguments).execute(arguments);
    } finally {
      streams.flush();
    }
  }

  private static CommandLine commandLine(
      Invocation invocation, Streams streams, String... arguments) {
    CommandLine line = new CommandLine(new Program()).setCommandName(invocation.name());
    for (Object verb : verbs(streams, arguments)) {
      line.addSubcommand(verb);
    }
    nameIn(line, invocation);
    line.getSubcommands().values().forEach(verb -> nameIn(verb, invocation));
    return line.setOut(writer(streams.out()))
        .setErr(writer(streams.err()))
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler((e, args) -> misuse(e, streams))
        .setExecutionExceptionHandler((e, command, result) -> failure(e, streams));
  }

  private static void nameIn(CommandLine command, Invocation invocation) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.footer(Stream.of(usage.footer()).map(invocation::inHelp).toArray(String[]::new));
  }

  /** The verb that is asked for, if it is one, else all: each is looked through for its options. */
  private static List<Object> verbs(Streams streams, String... arguments) {
    String asked = arguments.length == 0 ? "" : arguments[0];
    List<Verb> alone =
        TELL_OF_OTHERS.contains(asked)
            ? List.of()
            : VERBS.stream().filter(verb -> verb.name().equals(asked)).toList();
    return (alone.isEmpty() ? VERBS : alone)
        .stream().map(verb -> verb.made().apply(streams)).toList();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true);
  }

  private static int misuse(ParameterException e, Streams streams) {
    CommandLine command = e.getCommandLine();
    streams.err().println("error: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    streams.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.UNREADABLE;
  }

  private static int failure(Exception e, Streams streams) {
    if (e instanceof UnreadableInputException unreadable) {
      unreadable.problems().forEach(problem -> streams.err().println("error: " + problem));
      return ExitCode.UNREADABLE;
    }
    if (e instanceof UnreadableClusterException || e instanceof ReadRefusedException) {
      streams.err().println("error: " + e.getMessage());
      return ExitCode.UNREADABLE;
    }
    streams.err().println("error: this is a defect of llmisvc; please report it with what follows");
    e.printStackTrace(streams.err());
    return ExitCode.DEFECT;
  }
}
