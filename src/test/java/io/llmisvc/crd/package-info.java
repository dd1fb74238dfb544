@NullMarked
package io.llmisvc.crd;

import org.jspecify.annotations.NullMarked;
