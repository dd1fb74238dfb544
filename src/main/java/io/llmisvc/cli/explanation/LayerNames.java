package io.llmisvc.cli.explanation;

import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Said;
import io.llmisvc.model.Explanation.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the layers of one service are called beside values, and the colour of each. */
final class LayerNames {
  private static final String GREEN = "\u001b[32m";
  private static final String GREY = "\u001b[90m";
  private static final List<String> OF_CONFIGS =
      List.of("\u001b[36m", "\u001b[35m", "\u001b[33m", "\u001b[34m", "\u001b[95m", "\u001b[96m");
  private static final String RESET = "\u001b[0m";
  private static final String OPERATOR = "operator";

  private final List<Source> layers;

  LayerNames(Explanation explanation) {
    layers = explanation.layers().stream().map(Said::source).toList();
  }

  /** By this name a layer can be asked for: that of a config, with its namespace or without. */
  static boolean isCalled(Source source, String name) {
    return switch (source.layer()) {
      case PRESET, BASE_REF -> name.equals(source.name()) || name.equals(whole(source));
      case SERVICE -> name.equals("service");
      case OPERATOR -> name.equals(OPERATOR);
    };
  }

  /** What {@link #isCalled} takes, for all layers. */
  List<String> all() {
    return Stream.concat(
            layers.stream().map(it -> isConfig(it) ? it.name() : "service"), Stream.of(OPERATOR))
        .toList();
  }

  Margin margin(Source source) {
    return Margin.of(name(source), colour(source));
  }

  /** A config has one name among the layers of a service, wherever it is from. */
  static String name(Source source) {
    return switch (source.layer()) {
      case PRESET -> "preset " + source.name();
      case BASE_REF -> "baseRef " + source.name();
      case SERVICE -> "service";
      case OPERATOR -> OPERATOR + ", " + source.name();
    };
  }

  String colour(Source source) {
    List<Source> configs = layers.stream().filter(LayerNames::isConfig).toList();
    return switch (source.layer()) {
      case PRESET, BASE_REF ->
          OF_CONFIGS.get(Math.max(0, configs.indexOf(source)) % OF_CONFIGS.size());
      case SERVICE -> GREEN;
      case OPERATOR -> GREY;
    };
  }

  static String operatorColour() {
    return GREY;
  }

  /** The layers from the lowest to the highest, in one comment. */
  String legend(boolean colours) {
    List<String> names = new ArrayList<>();
    for (Source layer : layers) {
      String name = isConfig(layer) ? name(layer) : "service";
      names.add(colours ? colour(layer) + name + RESET : name);
    }
    return names.stream().collect(Collectors.joining(" < ", "# ", "\n"));
  }

  private static boolean isConfig(Source source) {
    return source.layer() == Explanation.Layer.PRESET
        || source.layer() == Explanation.Layer.BASE_REF;
  }

  private static String whole(Source source) {
    return source.namespace() + "/" + source.name();
  }
}
