package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of which all is known before. */
record FakeWitness(
    List<ObjectNode> pods, List<ObjectNode> warnings, Optional<Room> gpus, String log)
    implements Witness {
  @Override
  public Optional<Room> room(String resource) {
    return gpus;
  }

  @Override
  public List<ObjectNode> pods(Map<String, String> labels) {
    return pods;
  }

  @Override
  public List<ObjectNode> warnings(String name) {
    return warnings;
  }

  @Override
  public Optional<String> certificateProblem(ObjectNode secret, List<String> names) {
    return Optional.empty();
  }

  @Override
  public String log(String pod, String container, boolean previous) {
    return log;
  }
}
