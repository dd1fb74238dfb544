/** What the native binary is built with; not a part of it. */
@NullMarked
package io.llmisvc.nativeimage;

import org.jspecify.annotations.NullMarked;
