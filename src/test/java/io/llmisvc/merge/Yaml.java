package io.llmisvc.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;

/** Trees as tests like to write them. */
final class Yaml {
  private static final ObjectMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  static ObjectNode tree(String yaml) {
    try {
      return (ObjectNode) MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Layers named base, middle and top, or base and top. */
  static List<Layer> layers(String... lowToHigh) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < lowToHigh.length; i++) {
      String name = i == 0 ? "base" : i == lowToHigh.length - 1 ? "top" : "middle";
      layers.add(new Layer(name, tree(lowToHigh[i])));
    }
    return layers;
  }
}
