package io.llmisvc.cli;

import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.live.UnreadableClusterException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a verb; the answer is the exit code of the process. */
public final class Cli {
  private Cli() {}

  /** As called by its own name. */
  public static int run(Streams streams, String... arguments) {
    return run(Invocation.DIRECT, streams, arguments);
  }

  public static int run(Invocation invocation, Streams streams, String... arguments) {
    try {
      return commandLine(invocation, streams).execute(arguments);
    } finally {
      streams.flush();
    }
  }

  private static CommandLine commandLine(Invocation invocation, Streams streams) {
    CommandLine line = new CommandLine(new Program()).setCommandName(invocation.name());
    for (Object verb : verbs(streams)) {
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

  private static List<Object> verbs(Streams streams) {
    return List.of(
        new RenderCommand(streams),
        new ExplainCommand(streams),
        new ValidateCommand(streams),
        new ImpactCommand(streams),
        new WhyCommand(streams),
        new CapacityCommand(streams),
        new GraphCommand(streams),
        new ReportCommand(streams),
        new DoctorCommand(streams),
        new StatusCommand(streams),
        new TreeCommand(streams),
        new DiffCommand(streams),
        new SchemaCommand(streams),
        new CrdsCommand(streams),
        new PresetsCommand(streams),
        new CompletionCommand(streams),
        new VersionCommand(streams),
        new HelpCommand());
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
