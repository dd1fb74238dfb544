@NullMarked
package io.llmisvc.fitness;

import org.jspecify.annotations.NullMarked;
