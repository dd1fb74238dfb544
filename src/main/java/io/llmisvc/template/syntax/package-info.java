/**
 * The text of a template, taken apart: characters to tokens, tokens to nodes. It knows Go's grammar
 * and literals, and neither data nor functions: whether a function exists is asked when the
 * template runs.
 */
@NullMarked
package io.llmisvc.template.syntax;

import org.jspecify.annotations.NullMarked;
