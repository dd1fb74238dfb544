package io.llmisvc.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** The services that a verb is about. */
final class ServiceNames {
  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Names of the services that are meant; all when none is given.")
  List<String> names = List.of();
}
