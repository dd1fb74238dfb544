@NullMarked
package io.llmisvc.cli.report;

import org.jspecify.annotations.NullMarked;
