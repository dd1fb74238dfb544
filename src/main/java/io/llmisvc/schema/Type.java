package io.llmisvc.schema;

/** The Go type of a value in a spec. */
public sealed interface Type permits StructType, ListType, MapType, ScalarType, AnyType {}
