/**
 * From files to the inputs of the planner: text to objects with their places, objects to services,
 * configs, settings and what is known of a cluster. Problems are collected over all files before
 * anything is refused, and name file, document and line. Decides nothing about a service.
 */
@NullMarked
package io.llmisvc.cli.input;

import org.jspecify.annotations.NullMarked;
