package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.storage.StorageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images that a spec gives to the download container. The image that runs is kept when the operator
 * would choose another one, but not when a spec gave it and does so no longer: a workload notes it.
 */
final class GivenImages {
  static final String ANNOTATION = "internal.serving.kserve.io/storage-initializer-image";

  private static final String IMAGE = "image";

  private GivenImages() {}

  /** The annotations of a workload of pods of these templates. */
  static Map<String, String> noted(
      Map<String, String> annotations, Stream<@Nullable PodSpec> templates) {
    String images =
        templates
            .filter(template -> template != null)
            .flatMap(
                template ->
                    PodFragment.named(template.getInitContainers(), StorageRequest.INITIALIZER)
                        .stream())
            .map(container -> container.getImage())
            .filter(image -> image != null && !image.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    if (images.isEmpty()) {
      return annotations;
    }
    Map<String, String> result = new LinkedHashMap<>(annotations);
    result.put(ANNOTATION, images);
    return result;
  }

  /** The pods of a live workload without images that were only given. */
  static JsonNode pod(JsonNode workload, String pointer) {
    String images = workload.path("metadata").path("annotations").path(ANNOTATION).asText();
    if (images.isEmpty()) {
      return workload.at(pointer);
    }
    JsonNode pod = workload.at(pointer).deepCopy();
    List<String> given = List.of(images.split(" "));
    for (ObjectNode container : PodTrees.items(pod, PodTrees.INIT_CONTAINERS)) {
      if (given.contains(container.path(IMAGE).asText())) {
        container.remove(IMAGE);
      }
    }
    return pod;
  }
}
