package io.llmisvc.schema;

/** A map with string keys. */
public record MapType(Type value) implements Type {}
