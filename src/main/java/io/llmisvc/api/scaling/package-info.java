/** How the replicas of a workload follow its load. */
@NullMarked
package io.llmisvc.api.scaling;

import org.jspecify.annotations.NullMarked;
