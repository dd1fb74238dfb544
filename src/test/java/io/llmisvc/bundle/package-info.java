/**
 * The bundle and the catalog for the Operator Lifecycle Manager, made from {@code kubernetes/}, the
 * samples and the presets: nothing of it is in the product. {@code kubernetes/olm} holds what only
 * a bundle says.
 */
@NullMarked
package io.llmisvc.bundle;

import org.jspecify.annotations.NullMarked;
