/** The entry of the binary. */
@NullMarked
package io.llmisvc;

import org.jspecify.annotations.NullMarked;
