package io.llmisvc.status;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.status.condition.PodReasons;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service's status is made from.
 *
 * @param observed the cluster after the plan was applied
 * @param previous the status as stored; absent on the first pass
 * @param now the one time that every condition changed by this pass gets
 * @param reasons why pods do not start
 */
public record StatusInputs(
    Plan plan,
    Observed observed,
    Settings settings,
    @Nullable LLMInferenceServiceStatus previous,
    Instant now,
    PodReasons reasons) {

  /** Where nobody looks at pods. */
  public StatusInputs(
      Plan plan,
      Observed observed,
      Settings settings,
      @Nullable LLMInferenceServiceStatus previous,
      Instant now) {
    this(plan, observed, settings, previous, now, PodReasons.UNKNOWN);
  }
}
