/** Keys and X.509 certificates: made, signed, read and printed. Knows nothing of a cluster. */
@NullMarked
package io.llmisvc.cluster.certificate;

import org.jspecify.annotations.NullMarked;
