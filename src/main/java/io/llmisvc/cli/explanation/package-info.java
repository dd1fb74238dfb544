/**
 * What {@code explain} prints: values, and beside each where it comes from. Nothing is found out
 * here, only told.
 */
@NullMarked
package io.llmisvc.cli.explanation;

import org.jspecify.annotations.NullMarked;
