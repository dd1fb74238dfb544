package io.llmisvc.cli;

/** How a report is written. */
enum ReportFormat {
  html
}
