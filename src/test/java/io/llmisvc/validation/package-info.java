@NullMarked
package io.llmisvc.validation;

import org.jspecify.annotations.NullMarked;
