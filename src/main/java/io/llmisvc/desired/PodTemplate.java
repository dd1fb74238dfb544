package io.llmisvc.desired;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** What a workload makes its pods of. */
@JsonAutoDetect
public record PodTemplate(ObjectMeta metadata, ObjectNode spec) {

  public PodTemplate(Map<String, String> labels, Map<String, String> annotations, ObjectNode spec) {
    this(metadata(labels, annotations), spec);
  }

  private static ObjectMeta metadata(Map<String, String> labels, Map<String, String> annotations) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(labels);
    metadata.setAnnotations(annotations);
    return metadata;
  }
}
