/** What the operator says of services and configs. */
@NullMarked
package io.llmisvc.api.status;

import org.jspecify.annotations.NullMarked;
