package io.llmisvc.cli;

/** How an impact is printed. */
enum ImpactFormat {
  text,
  yaml,
  json,
  markdown
}
