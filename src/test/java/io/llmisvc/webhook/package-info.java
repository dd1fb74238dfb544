@NullMarked
package io.llmisvc.webhook;

import org.jspecify.annotations.NullMarked;
