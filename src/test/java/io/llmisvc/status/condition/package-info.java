@NullMarked
package io.llmisvc.status.condition;

import org.jspecify.annotations.NullMarked;
