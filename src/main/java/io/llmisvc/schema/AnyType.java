package io.llmisvc.schema;

/** A value whose shape is not known: an embedded document. */
public record AnyType() implements Type {
  public static final AnyType ANY = new AnyType();
}
