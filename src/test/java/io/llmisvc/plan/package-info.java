@NullMarked
package io.llmisvc.plan;

import org.jspecify.annotations.NullMarked;
