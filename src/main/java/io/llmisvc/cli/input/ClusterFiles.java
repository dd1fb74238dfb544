package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes of a cluster and what stands on them, in files. */
public final class ClusterFiles {
  private static final Set<String> KINDS = Set.of("Node", "Pod", "ResourceSlice", "DeviceClass");

  private ClusterFiles() {}

  /** All of a stream that is read more than once; what is too large is cut, and refused then. */
  public static byte[] bytes(InputStream stdin) {
    try {
      return stdin.readNBytes(TextFiles.LIMIT + 1);
    } catch (IOException e) {
      throw new UnreadableInputException(List.of("stdin: cannot be read: " + e.getMessage()));
    }
  }

  /**
   * The nodes, pods, and devices of the files; other objects are left out.
   *
   * @throws UnreadableInputException naming every problem of every file
   */
  public static List<ObjectNode> read(List<String> files, boolean recursive, InputStream stdin) {
    Problems problems = new Problems();
    Documents documents = new Documents(problems);
    List<Document> found =
        documents.objects(new TextFiles(stdin, recursive, problems).read(files)).stream()
            .filter(document -> KINDS.contains(document.kind()))
            .toList();
    Map<String, Place> seen = new HashMap<>();
    for (Document document : found) {
      if (document.id().name().isEmpty()) {
        problems.add(document.place(), document.kind() + " needs metadata.name as a text");
      }
      Place first = seen.putIfAbsent(document.kind() + " " + document.id(), document.place());
      if (first != null) {
        problems.add(
            document.place(),
            "%s %s is already defined at %s"
                .formatted(document.kind(), document.id().name(), first));
      }
    }
    problems.refuse();
    return found.stream().map(Document::tree).toList();
  }
}
