@NullMarked
package io.llmisvc.cli;

import org.jspecify.annotations.NullMarked;
