/** The custom resources of version v1alpha2, the stored one. */
@NullMarked
package io.llmisvc.api.v1alpha2;

import org.jspecify.annotations.NullMarked;
