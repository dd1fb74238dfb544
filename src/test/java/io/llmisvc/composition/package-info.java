@NullMarked
package io.llmisvc.composition;

import org.jspecify.annotations.NullMarked;
