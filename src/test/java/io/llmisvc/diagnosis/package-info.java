@NullMarked
package io.llmisvc.diagnosis;

import org.jspecify.annotations.NullMarked;
