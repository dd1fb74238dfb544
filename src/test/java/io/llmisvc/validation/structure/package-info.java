@NullMarked
package io.llmisvc.validation.structure;

import org.jspecify.annotations.NullMarked;
