package io.llmisvc.cli;

/** How Kubernetes objects are written. The names are what the user types. */
enum ManifestFormat {
  yaml,
  json
}
