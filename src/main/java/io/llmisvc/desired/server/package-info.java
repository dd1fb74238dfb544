/**
 * What the image of a model server, as far as it is known, makes of its pod. Nothing of the pod is
 * changed here: what will not work is said.
 */
@NullMarked
package io.llmisvc.desired.server;

import org.jspecify.annotations.NullMarked;
