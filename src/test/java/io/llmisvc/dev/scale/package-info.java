/**
 * The benchmark of {@code make bench-scale}: what the operator takes and asks for with many
 * services. It measures one process from outside: nothing here is a test, and no test is timed.
 */
@NullMarked
package io.llmisvc.dev.scale;

import org.jspecify.annotations.NullMarked;
