/**
 * How a model gets into a pod: the URI, the download by an init container with its credentials, the
 * direct mount of a claim, and the bundle of certificate authorities.
 *
 * <p>Everything comes out as a {@link io.llmisvc.desired.PodFragment}; which pods exist is decided
 * elsewhere. Values of Secrets are named, not copied, but for the few settings of a store.
 */
@NullMarked
package io.llmisvc.desired.storage;

import org.jspecify.annotations.NullMarked;
