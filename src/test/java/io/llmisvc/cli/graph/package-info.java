@NullMarked
package io.llmisvc.cli.graph;

import org.jspecify.annotations.NullMarked;
