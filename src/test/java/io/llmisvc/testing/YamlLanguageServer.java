package io.llmisvc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real YAML language server, asked as an editor does, over its standard streams. */
public final class YamlLanguageServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONFIGURATION = "workspace/configuration";
  private static final String LENGTH = "Content-Length: ";

  private final Process process;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final ObjectNode settings = object();
  private int questions;

  private YamlLanguageServer(Process process) {
    this.process = process;
  }

  /**
   * One that knows only the schemas that files name, and those of the settings.
   *
   * @param folder the open folder of the editor
   * @param schemas as {@code yaml.schemas}: what files a schema is for
   */
  public static YamlLanguageServer start(Path folder, ObjectNode schemas) throws IOException {
    return start(folder, schemas, object().put("enable", false));
  }

  /**
   * One that knows also the schemas of a catalog.
   *
   * @param store as {@code yaml.schemaStore}
   */
  public static YamlLanguageServer start(Path folder, ObjectNode schemas, ObjectNode store)
      throws IOException {
    Process process =
        new ProcessBuilder(Assets.yamlLanguageServer().toString(), "--stdio")
            .redirectError(Files.createTempFile(folder, "language-server", ".log").toFile())
            .start();
    YamlLanguageServer server = new YamlLanguageServer(process);
    Thread reader = new Thread(server::read, "yaml-language-server");
    reader.setDaemon(true);
    reader.start();
    server.initialize(folder, schemas, store);
    return server;
  }

  private void initialize(Path folder, ObjectNode schemas, ObjectNode store) {
    ObjectNode parameters = object().putNull("processId").put("rootUri", uri(folder));
    parameters
        .putArray("workspaceFolders")
        .addObject()
        .put("uri", uri(folder))
        .put("name", "folder");
    ObjectNode capabilities = parameters.putObject("capabilities");
    capabilities.putObject("workspace").put("configuration", true);
    capabilities
        .putObject("textDocument")
        .putObject("completion")
        .putObject("completionItem")
        .put("snippetSupport", false)
        .putArray("documentationFormat")
        .add("markdown");
    ObjectNode yaml =
        settings.putObject("yaml").put("validate", true).put("hover", true).put("completion", true);
    yaml.set("schemas", schemas);
    yaml.set("schemaStore", store);
    yaml.putObject("kubernetesCRDStore").put("enable", false);
    ask("initialize", parameters);
    tell("initialized", object());
    tell("workspace/didChangeConfiguration", object().set("settings", settings));
    answer(await(message -> message.path("method").asText().equals(CONFIGURATION)));
  }

  /**
   * Opens a file; answers what is wrong in it, one line each: its line, from 1, and the message.
   */
  public List<String> open(Path file) throws IOException {
    return open(file, said -> true);
  }

  /** The same of the first answer that is as wanted; there are several while schemas come. */
  public List<String> open(Path file, Predicate<List<String>> wanted) throws IOException {
    ObjectNode document =
        object()
            .put("uri", uri(file))
            .put("languageId", "yaml")
            .put("version", 1)
            .put("text", Files.readString(file));
    tell("textDocument/didOpen", object().set("textDocument", document));
    JsonNode said =
        await(
            message ->
                message.path("method").asText().equals("textDocument/publishDiagnostics")
                    && message.at("/params/uri").asText().equals(uri(file))
                    && wanted.test(problems(message)));
    return problems(said);
  }

  private static List<String> problems(JsonNode said) {
    return said.at("/params/diagnostics")
        .valueStream()
        .map(
            one ->
                "%d: %s"
                    .formatted(
                        one.at("/range/start/line").asInt() + 1, one.path("message").asText()))
        .toList();
  }

  /**
   * What can be written at a place, with its documentation.
   *
   * @param line from 1
   * @param column from 0
   */
  public List<JsonNode> complete(Path file, int line, int column) {
    JsonNode items = ask("textDocument/completion", place(file, line, column));
    return (items.isArray() ? items : items.path("items")).valueStream().toList();
  }

  /** What is said of a place when the pointer rests there. */
  public String hover(Path file, int line, int column) {
    return ask("textDocument/hover", place(file, line, column)).at("/contents/value").asText();
  }

  private static ObjectNode place(Path file, int line, int column) {
    ObjectNode place = object();
    place.putObject("textDocument").put("uri", uri(file));
    place.putObject("position").put("line", line - 1).put("character", column);
    return place;
  }

  private JsonNode ask(String method, ObjectNode parameters) {
    int id = ++questions;
    send(call(method, parameters).put("id", id));
    JsonNode answer =
        await(message -> !message.has("method") && message.path("id").asInt(-1) == id);
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  private void tell(String method, JsonNode parameters) {
    send(call(method, parameters));
  }

  private static ObjectNode call(String method, JsonNode parameters) {
    ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
    message.set("params", parameters);
    return message;
  }

  private void send(ObjectNode message) {
    try {
      byte[] body = JSON.writeValueAsBytes(message);
      process.getOutputStream().write((LENGTH + body.length + "\r\n\r\n").getBytes(UTF_8));
      process.getOutputStream().write(body);
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asked for settings, an editor says them; it can do nothing else that it may be asked for. */
  private void answer(JsonNode question) {
    ObjectNode answer = object().put("jsonrpc", "2.0").putNull("result");
    answer.set("id", question.get("id"));
    if (question.path("method").asText().equals(CONFIGURATION)) {
      ArrayNode sections = answer.putArray("result");
      question
          .at("/params/items")
          .forEach(item -> sections.add(settings.get(item.path("section").asText())));
    }
    send(answer);
  }

  /** The first message of this kind; what the server asks before is answered. */
  private JsonNode await(Predicate<JsonNode> wanted) {
    try {
      while (true) {
        JsonNode message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
          throw new IllegalStateException("the YAML language server says nothing");
        }
        if (wanted.test(message)) {
          return message;
        }
        if (message.has("method") && message.has("id")) {
          answer(message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Until the server ends. */
  private void read() {
    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
      int length = 0;
      for (String header = line(in); !header.equals("\0"); header = line(in)) {
        if (header.startsWith(LENGTH)) {
          length = Integer.parseInt(header.substring(LENGTH.length()));
        } else if (header.isEmpty()) {
          messages.add(JSON.readTree(in.readNBytes(length)));
        }
      }
    } catch (IOException e) {
      messages.add(object().put("broken", e.toString()));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return "\0";
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String uri(Path path) {
    return path.toUri().toString();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
