@NullMarked
package io.llmisvc.cluster.serving;

import org.jspecify.annotations.NullMarked;
