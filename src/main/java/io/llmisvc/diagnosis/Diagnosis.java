package io.llmisvc.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * Why a service is not ready.
 *
 * @param links the chain from the spec to the traffic, to the first link that blocks
 */
public record Diagnosis(List<ChainLink> links) {
  public Diagnosis {
    links = List.copyOf(links);
  }

  /** What keeps the service from being ready; absent when nothing does. */
  public Optional<ChainLink> blocking() {
    return first(ChainLink.State.BLOCKED).or(() -> first(ChainLink.State.WAITING));
  }

  private Optional<ChainLink> first(ChainLink.State state) {
    return links.stream().filter(link -> link.state() == state).findFirst();
  }
}
