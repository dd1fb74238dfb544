package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what a diagnosis asks about the namespace of the service; asked only about what is not
 * well.
 */
public interface Witness {
  /** The pods that carry these labels. */
  List<ObjectNode> pods(Map<String, String> labels);

  /** The warnings about an object of this name. */
  List<ObjectNode> warnings(String name);

  /**
   * What nodes have of an extended resource, and what is left of it beside all pods; absent when
   * there is no node, or nodes may not be read.
   */
  Optional<Room> room(String resource);

  /**
   * Why a Secret with a certificate serves nobody, in a line that names it; absent when it does.
   *
   * @param names under which clients call the server
   */
  Optional<String> certificateProblem(ObjectNode secret, List<String> names);

  /**
   * The last lines of a container; empty when there are none, or when they may not be read.
   *
   * @param previous whether those of the run before are meant
   */
  String log(String pod, String container, boolean previous);
}
