/** What a service asks for: its model, its workloads, and how they are spread. */
@NullMarked
package io.llmisvc.api.spec;

import org.jspecify.annotations.NullMarked;
