/**
 * Which fields a child's values rest on, found out by planning again with one of them altered.
 * Knows no rule by which children are made: what is told holds for whatever they do.
 */
@NullMarked
package io.llmisvc.plan.origin;

import org.jspecify.annotations.NullMarked;
