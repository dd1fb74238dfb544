package io.llmisvc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Files that are built into the program. */
final class Resource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Resource() {}

  static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file that the build compressed. */
  static String unpacked(String name) {
    try (InputStream in = unpacking(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON of a file that the build compressed. */
  static ObjectNode unpackedTree(String name) {
    try (InputStream in = unpacking(name)) {
      return JSON.readValue(in, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream unpacking(String name) throws IOException {
    return new GZIPInputStream(open(name));
  }

  private static InputStream open(String name) {
    InputStream in = Resource.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("The resource " + name + " is missing");
    }
    return in;
  }
}
