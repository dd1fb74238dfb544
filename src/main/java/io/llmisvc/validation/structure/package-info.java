/**
 * A spec as a tree against the schema of its CRD, without asking an API server: types, required
 * fields, bounds, enumerations, patterns and keys of lists. Fields that the schema does not know
 * are not its business.
 *
 * <p>Not here: rules across fields, which the CRDs write in CEL and this project in Java.
 */
@NullMarked
package io.llmisvc.validation.structure;

import org.jspecify.annotations.NullMarked;
