/** What a cluster has beside what is planned, as unified diffs. */
@NullMarked
package io.llmisvc.cli.drift;

import org.jspecify.annotations.NullMarked;
