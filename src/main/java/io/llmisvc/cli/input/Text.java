package io.llmisvc.cli.input;

/** A file's content, and what to call it in messages. */
record Text(String name, String content) {}
