/**
 * Go's {@code text/template}: text and values in, text or an error with its position out. It knows
 * neither services nor presets; what a template can see and call is handed in.
 */
@NullMarked
package io.llmisvc.template;

import org.jspecify.annotations.NullMarked;
