package io.llmisvc.composition.step;

import io.llmisvc.composition.layer.Findings;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;

/**
 * What one composition knows besides the spec that it works on.
 *
 * @param layers what was merged, lowest precedence first
 */
public record CompositionContext(
    Inputs inputs, ServiceMeta meta, Facts facts, List<SpecLayer> layers, Findings findings) {

  Settings settings() {
    return inputs.settings();
  }

  public SpecLayer layer(Source source) {
    return layers.stream().filter(it -> it.source().equals(source)).findFirst().orElseThrow();
  }

  /** For doing it again without telling it again. */
  public CompositionContext quietly() {
    return new CompositionContext(inputs, meta, facts, layers, new Findings());
  }
}
