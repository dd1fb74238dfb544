/**
 * Go's {@code fmt} for template values: printing, verbs, flags and quoting. One deliberate
 * difference: where Go prints the address of a pointer, the value behind it is printed.
 */
@NullMarked
package io.llmisvc.template.format;

import org.jspecify.annotations.NullMarked;
