package io.llmisvc.model;

import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.finding.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of composition.
 *
 * @param effective absent when a finding is an error that leaves nothing to build from
 * @param applied the configs that took part, lowest precedence first
 * @param pins well-known config names that the service keeps, by annotation key
 */
public record Composition(
    @Nullable EffectiveSpec effective,
    List<AppliedConfig> applied,
    Map<String, String> pins,
    List<Finding> findings) {
  public Composition {
    applied = List.copyOf(applied);
    pins = Map.copyOf(pins);
    findings = List.copyOf(findings);
  }
}
