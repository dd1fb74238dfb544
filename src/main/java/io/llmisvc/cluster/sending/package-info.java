/** How requests are sent: what a client does besides, and what it does when nobody answers. */
@NullMarked
package io.llmisvc.cluster.sending;

import org.jspecify.annotations.NullMarked;
