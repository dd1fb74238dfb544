@NullMarked
package io.llmisvc.status.address;

import org.jspecify.annotations.NullMarked;
