/** How services of a cluster are: a line each, or one as a tree with all that belongs to it. */
@NullMarked
package io.llmisvc.cli.state;

import org.jspecify.annotations.NullMarked;
