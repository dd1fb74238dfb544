@NullMarked
package io.llmisvc.capacity;

import org.jspecify.annotations.NullMarked;
