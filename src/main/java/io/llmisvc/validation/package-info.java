/**
 * A spec in, findings out: the only place that says what is invalid, for admission and for each
 * pass alike. Rules are rows of tables, one table per part of the spec; each row names the field,
 * its value and a way out.
 *
 * <p>Not here: what can only be known by looking at the cluster (references), and what a field
 * becomes when it is absent.
 */
@NullMarked
package io.llmisvc.validation;

import org.jspecify.annotations.NullMarked;
