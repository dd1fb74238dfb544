/** Versions of programs that run in pods, and what each of them has. */
@NullMarked
package io.llmisvc.desired.release;

import org.jspecify.annotations.NullMarked;
