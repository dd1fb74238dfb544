/**
 * The command line: verbs that read files, call the planner that the operator calls, and print.
 * They need no cluster and no configuration of the machine. What is decided about a service is
 * decided by the planner; nothing here adds to it.
 */
@NullMarked
package io.llmisvc.cli;

import org.jspecify.annotations.NullMarked;
