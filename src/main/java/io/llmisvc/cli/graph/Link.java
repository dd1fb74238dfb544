package io.llmisvc.cli.graph;

/**
 * What one thing has to do with another.
 *
 * @param from id of a thing
 * @param to id of a thing
 * @param label in a few words; empty where it needs none
 */
record Link(String from, String to, String label) {}
