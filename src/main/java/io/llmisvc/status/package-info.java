/**
 * The status of both kinds: what was planned and what the cluster shows in, conditions, addresses
 * and events out. The only place that knows a condition's type, its reasons and how conditions roll
 * up. Nothing here reads a clock or decides what must exist.
 */
@NullMarked
package io.llmisvc.status;

import org.jspecify.annotations.NullMarked;
