package io.llmisvc.plan.origin;

import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;

/**
 * What a plan is made from, with one thing altered.
 *
 * @param cause of what is different in the plan
 * @param values those that were altered; none when they have no name of their own
 */
record Variation(Cause cause, Altered values, EffectiveSpec effective, Settings settings) {}
