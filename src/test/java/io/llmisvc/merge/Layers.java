package io.llmisvc.merge;

import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Layers as tests like to write them. */
final class Layers {
  private Layers() {}

  /** Layers named base, middle and top, or base and top. */
  static List<Layer> of(String... lowToHigh) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < lowToHigh.length; i++) {
      String name = i == 0 ? "base" : i == lowToHigh.length - 1 ? "top" : "middle";
      layers.add(new Layer(name, Yaml.object(lowToHigh[i])));
    }
    return layers;
  }
}
