/**
 * The golden corpus: a folder per case with what goes in and what comes out, read by every test
 * that checks a stage against it. {@code -Dgolden.update} writes the outputs anew.
 */
@NullMarked
package io.llmisvc.golden;

import org.jspecify.annotations.NullMarked;
