/** The custom resources of version v1alpha1, served for compatibility. */
@NullMarked
package io.llmisvc.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
