package io.llmisvc.cli;

/** How an answer that is no Kubernetes object is written. The names are what the user types. */
enum OutputFormat {
  text,
  yaml,
  json
}
