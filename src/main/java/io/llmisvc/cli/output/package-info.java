/**
 * What the verbs print: pure functions from plans, findings and explanations to text. The same
 * values give the same bytes. Nothing here reads, decides or exits.
 */
@NullMarked
package io.llmisvc.cli.output;

import org.jspecify.annotations.NullMarked;
