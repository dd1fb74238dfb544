package io.llmisvc.cli;

/** How states are written. The names are what the user types. */
enum StatusFormat {
  text,
  wide,
  name,
  yaml,
  json
}
