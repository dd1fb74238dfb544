/** What is known of the cluster, the questions that a plan may ask about it, and their answers. */
@NullMarked
package io.llmisvc.model.facts;

import org.jspecify.annotations.NullMarked;
