@NullMarked
package io.llmisvc.cli.input;

import org.jspecify.annotations.NullMarked;
