@NullMarked
package io.llmisvc.live;

import org.jspecify.annotations.NullMarked;
