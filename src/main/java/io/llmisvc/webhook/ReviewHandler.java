package io.llmisvc.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers reviews; called by several threads at once. */
@FunctionalInterface
public interface ReviewHandler {
  /**
   * @param review of the kind of the endpoint, otherwise as somebody sent it; the handler's own
   * @return the whole review that is sent back
   */
  ObjectNode answer(ObjectNode review);
}
