package io.llmisvc.schema;

import org.jspecify.annotations.Nullable;

/** A field by which the elements of a list are told apart, and its value when it is absent. */
public record MergeKey(String field, @Nullable String defaultValue) {}
