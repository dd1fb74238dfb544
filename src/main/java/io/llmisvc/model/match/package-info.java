/**
 * What was planned beside what a cluster has: whether it stands, where it does not, and who wrote
 * that.
 */
@NullMarked
package io.llmisvc.model.match;

import org.jspecify.annotations.NullMarked;
