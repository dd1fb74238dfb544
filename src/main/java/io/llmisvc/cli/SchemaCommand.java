package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.output.EditorCatalog;
import io.llmisvc.cli.output.EditorSchema;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints JSON Schema for editors. */
@Command(
    name = "schema",
    description =
        "Prints JSON Schema by which an editor completes, explains and checks services and configs.",
    footer = {
      "",
      "Examples:",
      "  llmisvc schema > llmisvc.schema.json",
      "  llmisvc schema LLMInferenceServiceConfig --api-version v1alpha1",
      "  llmisvc schema --catalog https://schemas.example.com/llmisvc.json > catalog.json",
      "With the YAML language server a file names its schema in a comment:",
      "  # yaml-language-server: $schema=llmisvc.schema.json"
    })
final class SchemaCommand implements Runnable {
  /** The kinds. The names are what the user types. */
  enum Kinds {
    LLMInferenceService(ServingApi.SERVICE_PLURAL),
    LLMInferenceServiceConfig(ServingApi.CONFIG_PLURAL);

    private final String plural;

    Kinds(String plural) {
      this.plural = plural;
    }
  }

  /** The versions of the API. The names are what the user types. */
  enum Version {
    v1alpha2,
    v1alpha1
  }

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..2",
      paramLabel = "KIND",
      description =
          "LLMInferenceService or LLMInferenceServiceConfig; both in one schema when not given.")
  List<Kinds> kinds = List.of();

  @Option(
      names = "--api-version",
      paramLabel = "v1alpha2|v1alpha1",
      description = "Version of the API; both when not given.")
  List<Version> versions = List.of();

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description =
          "Prints a catalog for editors instead, in the form of the JSON Schema Store: that the"
              + " schema at this URL is for the files of --file-match.")
  @Nullable URI catalog;

  @Option(
      names = "--file-match",
      paramLabel = "GLOB",
      defaultValue = "*.llmisvc.yaml",
      description =
          "Which files the catalog says are written by the schema; may be given more than once."
              + " Default: *.llmisvc.yaml")
  List<String> files = List.of();

  SchemaCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    streams.out().print(catalog == null ? schema() : catalog(catalog));
  }

  /** An editor fetches the schema from there, so a path is not enough. */
  private String catalog(URI url) {
    if (!url.isAbsolute()) {
      throw new UnreadableInputException(
          List.of("--catalog %s: no absolute URL; give https://… or file:///…".formatted(url)));
    }
    return EditorCatalog.of(
        orAll(kinds, Kinds.values()).stream().map(Kinds::name).toList(), url.toString(), files);
  }

  private String schema() {
    EditorSchema schema = new EditorSchema();
    for (Kinds kind : orAll(kinds, Kinds.values())) {
      ObjectNode definition = CrdsCommand.definition(kind.plural);
      for (Version version : orAll(versions, Version.values())) {
        schema.add(definition, version.name());
      }
    }
    return schema.text();
  }

  private static <T> Set<T> orAll(List<T> given, T[] all) {
    return new LinkedHashSet<>(given.isEmpty() ? List.of(all) : given);
  }
}
