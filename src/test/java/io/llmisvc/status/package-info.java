@NullMarked
package io.llmisvc.status;

import org.jspecify.annotations.NullMarked;
