@NullMarked
package io.llmisvc.api;

import org.jspecify.annotations.NullMarked;
