package io.llmisvc.cli.report;

import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;

/** How a layer is named and coloured; the colour never says what the name does not. */
final class LayerLook {
  private LayerLook() {}

  /** The class that gives the colour; {@code report.css} has it. */
  static String style(Layer layer) {
    return switch (layer) {
      case PRESET -> "p";
      case BASE_REF -> "b";
      case SERVICE -> "s";
      case OPERATOR -> "o";
    };
  }

  static String word(Layer layer) {
    return switch (layer) {
      case PRESET -> "preset";
      case BASE_REF -> "baseRef";
      case SERVICE -> "service";
      case OPERATOR -> "operator";
    };
  }

  /** The layer of a value in a few words: the service itself needs no name there. */
  static String name(Source source) {
    return switch (source.layer()) {
      case PRESET, BASE_REF -> word(source.layer()) + " " + source.name();
      case SERVICE -> word(source.layer());
      case OPERATOR -> word(source.layer()) + ", " + source.name();
    };
  }
}
