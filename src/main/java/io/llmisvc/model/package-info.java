/**
 * The values that flow between the stages: what was gathered ({@link io.llmisvc.model.Inputs}),
 * what was composed ({@link io.llmisvc.model.EffectiveSpec}), what is wanted ({@link
 * io.llmisvc.model.Plan}) and what was seen ({@link io.llmisvc.model.Observed}).
 *
 * <p>Records, enums and sealed interfaces, with the vocabulary of names and labels that every stage
 * shares. No decision about a service is taken here, and nothing here does I/O.
 */
@NullMarked
package io.llmisvc.model;

import org.jspecify.annotations.NullMarked;
