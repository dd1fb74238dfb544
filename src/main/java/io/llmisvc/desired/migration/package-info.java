/** Workloads that another controller of the service made before, and when their pods change. */
@NullMarked
package io.llmisvc.desired.migration;

import org.jspecify.annotations.NullMarked;
