@NullMarked
package io.llmisvc.cluster.storage;

import org.jspecify.annotations.NullMarked;
