@NullMarked
package io.llmisvc.cli.output;

import org.jspecify.annotations.NullMarked;
