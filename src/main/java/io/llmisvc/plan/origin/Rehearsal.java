package io.llmisvc.plan.origin;

import io.llmisvc.model.Child;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Stage;
import java.util.List;

/** Plans a stage of a service anew, with other values. */
@FunctionalInterface
public interface Rehearsal {
  /** The children of that stage; none when the values mean nothing. */
  List<Child> children(Stage stage, EffectiveSpec effective, Settings settings);
}
