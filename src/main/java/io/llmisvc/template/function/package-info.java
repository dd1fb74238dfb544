/**
 * What templates can call: Go's predefined functions, and those of the presets that need nothing
 * but values.
 */
@NullMarked
package io.llmisvc.template.function;

import org.jspecify.annotations.NullMarked;
