package io.llmisvc.model.facts;

import java.util.Set;

/**
 * The model names under which a service answers in its namespace, for others to tell whether they
 * use the same.
 *
 * @param models names of the model and its adapters, as clients write them
 * @param group the routing group that shares its names; empty when there is none
 */
public record Publication(Set<String> models, String group) {
  public static final Publication NONE = new Publication(Set.of(), "");

  public Publication {
    models = Set.copyOf(models);
  }
}
