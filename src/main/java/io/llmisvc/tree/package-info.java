/**
 * Trees as such: made of models and read as them, copied, measured, walked; read from texts of YAML
 * and JSON in one dialect within {@link io.llmisvc.tree.ReadLimits}, and printed. Knows syntax and
 * sizes; what a tree means belongs to others. Sees nothing else, so that any part may use it.
 */
@NullMarked
package io.llmisvc.tree;

import org.jspecify.annotations.NullMarked;
