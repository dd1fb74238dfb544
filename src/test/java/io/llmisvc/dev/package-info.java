/**
 * The development environment of {@code make run}: an API server with real controllers, the
 * operator and the samples, and a live view of it all.
 *
 * <p>The operator is a process of its own, started as a user starts it, with the rights of {@code
 * kubernetes/base/rbac.yaml}. What stands in for missing parts of a cluster is in the testing
 * package.
 */
@NullMarked
package io.llmisvc.dev;

import org.jspecify.annotations.NullMarked;
