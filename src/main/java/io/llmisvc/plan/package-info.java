/**
 * The one entry that every edge calls. It only sequences the stages: composition, validation,
 * desired.
 */
@NullMarked
package io.llmisvc.plan;

import org.jspecify.annotations.NullMarked;
