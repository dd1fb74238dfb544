package io.llmisvc.schema;

/** A value without parts. */
public enum ScalarType implements Type {
  STRING("string"),
  BOOL("bool"),
  INT32("int32"),
  INT64("int64"),
  FLOAT64("float64"),
  BYTES("bytes"),
  QUANTITY("quantity"),
  INT_OR_STRING("intOrString"),
  TIME("time");

  private final String word;

  ScalarType(String word) {
    this.word = word;
  }

  /** The word of the schema files. */
  String word() {
    return word;
  }
}
