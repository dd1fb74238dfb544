@NullMarked
package io.llmisvc.conversion;

import org.jspecify.annotations.NullMarked;
