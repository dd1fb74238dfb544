package io.llmisvc.model.facts;

import io.llmisvc.model.naming.NamespacedName;

/**
 * Requests on a Gateway that a route takes, for others to tell whether they take the same.
 *
 * @param place the Gateway, and the requests by their host, path and conditions, or the paths below
 *     which they are
 * @param section the listener that is meant; empty for all of the Gateway
 * @param route the HTTPRoute that takes them
 */
public record Claim(String place, String section, NamespacedName route, Title title) {

  /** By what a service may have what its route takes. */
  public enum Title {
    /** It is below the path of the service or of a model of it. */
    OWNER,
    /** It is below a path that would be another service's, or model's. */
    GUEST,
    /** Whoever writes it first may have it. */
    ANYBODY
  }

  /** Whether two routes take the same on what both mean of a Gateway. */
  public boolean clashes(Claim other) {
    boolean meet = section.isEmpty() || other.section.isEmpty() || section.equals(other.section);
    boolean isTaken =
        switch (title) {
          case OWNER -> other.title == Title.GUEST;
          case GUEST -> other.title == Title.OWNER;
          case ANYBODY -> other.title == Title.ANYBODY;
        };
    return meet && isTaken && place.equals(other.place) && !route.equals(other.route);
  }
}
