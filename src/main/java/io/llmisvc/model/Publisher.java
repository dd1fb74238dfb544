package io.llmisvc.model;

/**
 * A service that answers for a model name.
 *
 * @param service its name; its namespace is the one of the question
 * @param group its routing group; empty when there is none
 */
public record Publisher(String service, String group) {}
