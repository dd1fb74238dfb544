package io.llmisvc.plan.origin;

import io.llmisvc.model.ChildExplanation.Cause;

/**
 * What comes of another value than those of the spec.
 *
 * @param cause of what is different
 */
record Varied(Cause cause, Trial trial) {}
