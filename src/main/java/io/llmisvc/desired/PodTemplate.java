package io.llmisvc.desired;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** What a workload makes its pods of. */
@JsonAutoDetect
public record PodTemplate(ObjectMeta metadata, ObjectNode spec) {

  public PodTemplate(Map<String, String> labels, Map<String, String> annotations, ObjectNode spec) {
    this(new ObjectMetaBuilder().withLabels(labels).withAnnotations(annotations).build(), spec);
  }
}
