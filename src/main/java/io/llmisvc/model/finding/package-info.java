/** What there is to tell the owner of a service, and what part of the service it is about. */
@NullMarked
package io.llmisvc.model.finding;

import org.jspecify.annotations.NullMarked;
