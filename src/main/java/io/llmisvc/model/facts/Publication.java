package io.llmisvc.model.facts;

import java.util.Set;

/**
 * The model names under which a service answers in its namespace, and the requests that its routes
 * take, for others to tell whether they use the same.
 *
 * @param models names of the model and its adapters, as clients write them
 * @param claims what its routes take on Gateways
 * @param group the routing group that shares its names; empty when there is none
 */
public record Publication(Set<String> models, Set<Claim> claims, String group) {
  public static final Publication NONE = new Publication(Set.of(), "");

  public Publication {
    models = Set.copyOf(models);
    claims = Set.copyOf(claims);
  }

  /** Of a service that takes nothing that others could take. */
  public Publication(Set<String> models, String group) {
    this(models, Set.of(), group);
  }

  public Publication withClaims(Set<Claim> taken) {
    return new Publication(models, taken, group);
  }
}
