@NullMarked
package io.llmisvc.cli.explanation;

import org.jspecify.annotations.NullMarked;
