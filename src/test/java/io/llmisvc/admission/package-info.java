@NullMarked
package io.llmisvc.admission;

import org.jspecify.annotations.NullMarked;
