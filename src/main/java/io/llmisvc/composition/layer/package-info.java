/**
 * What is laid over what: the configs that apply, each in the one shape that layers are merged in.
 */
@NullMarked
package io.llmisvc.composition.layer;

import org.jspecify.annotations.NullMarked;
