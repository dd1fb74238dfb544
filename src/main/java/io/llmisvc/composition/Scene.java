package io.llmisvc.composition;

import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;
import java.util.List;

/**
 * What one composition knows besides the spec that it works on.
 *
 * @param layers what was merged, lowest precedence first
 */
record Scene(
    Inputs inputs, ServiceMeta meta, Facts facts, List<SpecLayer> layers, Findings findings) {

  Settings settings() {
    return inputs.settings();
  }

  SpecLayer layer(Source source) {
    return layers.stream().filter(it -> it.source().equals(source)).findFirst().orElseThrow();
  }

  /** For doing it again without telling it again. */
  Scene quietly() {
    return new Scene(inputs, meta, facts, layers, new Findings());
  }

  String child(ChildSuffix suffix) {
    return meta.child(suffix);
  }
}
