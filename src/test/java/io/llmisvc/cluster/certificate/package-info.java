@NullMarked
package io.llmisvc.cluster.certificate;

import org.jspecify.annotations.NullMarked;
