package io.llmisvc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.llmisvc.testing.YamlLanguageServer;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor makes of the schema, as {@code docs/editors.md} has it set up. */
class EditorSchemaTest {
  private static final String MODELINE = "# yaml-language-server: $schema=llmisvc.schema.json\n";
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata:
        name: llama
      spec:
        model:
          uri: hf://meta-llama/Llama-3.1-8B-Instruct
      """;

  @TempDir Path folder;
  private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

  @BeforeEach
  void printTheSchema() throws IOException {
    Files.writeString(folder.resolve("llmisvc.schema.json"), new Terminal().run("schema").out());
  }

  @Test
  void findsNothingInSamples() throws IOException {
    // Given
    List<String> documents = documents();
    assertThat(documents).hasSizeGreaterThan(30);
    // Then
    try (YamlLanguageServer server = YamlLanguageServer.start(folder, settings)) {
      for (String document : documents) {
        Path file = write("sample-%d.yaml".formatted(documents.indexOf(document)), document);
        assertThat(server.open(file)).as(document).isEmpty();
      }
    }
  }

  @Test
  void findsWhatIsWrong() throws IOException {
    // Given
    Path file =
        write(
            "wrong.yaml",
            SERVICE
                + """
                  replicas: two
                  replicsa: 2
                  kvCacheOffloading: {cpu: 1Gi, evictionPolicy: newest}
                  router: {route: {http: {spec: {rules: [{backendRefs: [{weight: 1}]}]}}}}
                """);
    // When
    try (YamlLanguageServer server = YamlLanguageServer.start(folder, settings)) {
      List<String> problems = server.open(file);
      // Then
      assertThat(problems)
          .containsExactlyInAnyOrder(
              "9: Incorrect type. Expected \"integer\".",
              "10: Property replicsa is not allowed.",
              "11: Value is not accepted. Valid values: \"lru\", \"arc\".",
              "12: Missing property \"name\".");
    }
  }

  @Test
  void completesAndExplains() throws IOException {
    // Given
    Path file = write("begun.yaml", SERVICE + "  replicas: 2\n  para\n");
    // When
    try (YamlLanguageServer server = YamlLanguageServer.start(folder, settings)) {
      server.open(file);
      List<JsonNode> items = server.complete(file, 10, 6);
      String hover = server.hover(file, 9, 4);
      // Then
      assertThat(items)
          .filteredOn(item -> item.path("label").asText().equals("parallelism"))
          .singleElement()
          .extracting(item -> item.path("documentation").asText())
          .isEqualTo(described("parallelism"));
      assertThat(hover)
          .contains("LLMInferenceService")
          .contains(described("replicas").lines().findFirst().orElseThrow().split("`")[0]);
    }
  }

  @Test
  void findsTheSchemaByTheSettings() throws IOException {
    // Given
    settings.put(folder.resolve("llmisvc.schema.json").toUri().toString(), "models/**/*.yaml");
    Path file = folder.resolve("models/team/llama.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, SERVICE + "  replicsa: 2\n");
    // When
    try (YamlLanguageServer server = YamlLanguageServer.start(folder, settings)) {
      // Then
      assertThat(server.open(file)).containsExactly("8: Property replicsa is not allowed.");
    }
  }

  @Test
  void findsTheSchemaByTheCatalog() throws IOException {
    // Given
    HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    String url = "http://127.0.0.1:" + web.getAddress().getPort();
    serve(web, "/schema.json", new Terminal().run("schema").out());
    serve(
        web,
        "/catalog.json",
        new Terminal().run("schema", "--catalog", url + "/schema.json").out());
    web.start();
    Path file = folder.resolve("llama.llmisvc.yaml");
    Files.writeString(file, SERVICE + "  replicsa: 2\n");
    ObjectNode store =
        JsonNodeFactory.instance.objectNode().put("enable", true).put("url", url + "/catalog.json");
    // When
    try (YamlLanguageServer server = YamlLanguageServer.start(folder, settings, store)) {
      // Then
      assertThat(server.open(file, said -> !said.isEmpty()))
          .containsExactly("8: Property replicsa is not allowed.");
    } finally {
      web.stop(0);
    }
  }

  private static void serve(HttpServer web, String path, String text) {
    web.createContext(
        path,
        exchange -> {
          byte[] body = text.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  /** What the schema says of a field of the spec. */
  private static String described(String field) {
    JsonNode schema =
        Yaml.object(
            new Terminal().run("schema", "LLMInferenceService", "--api-version", "v1alpha2").out());
    JsonNode spec = resolved(schema, schema.at("/properties/spec"));
    JsonNode member = resolved(schema, spec.path("properties").path(field));
    String text = member.path("description").asText();
    assertThat(text).isNotEmpty();
    return text;
  }

  private static JsonNode resolved(JsonNode schema, JsonNode node) {
    return node.has("$ref") ? schema.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** Services and configs of the samples. */
  private static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        Stream.of(Files.readString(file).split("(?m)^---$"))
            .filter(one -> one.contains("apiVersion: serving.kserve.io/"))
            .forEach(documents::add);
      }
    }
    return documents;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), MODELINE + text);
  }
}
