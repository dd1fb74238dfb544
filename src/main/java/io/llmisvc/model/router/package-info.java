/** What a service asks of its router, as values that exclude each other. */
@NullMarked
package io.llmisvc.model.router;

import org.jspecify.annotations.NullMarked;
