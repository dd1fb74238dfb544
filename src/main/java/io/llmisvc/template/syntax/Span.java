package io.llmisvc.template.syntax;

/** A part of a template's text, from one offset up to another. */
public record Span(int start, int end) {
  Span to(int laterEnd) {
    return new Span(start, laterEnd);
  }
}
