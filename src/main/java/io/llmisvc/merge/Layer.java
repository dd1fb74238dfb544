package io.llmisvc.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One document of a merge, and what to call it; the merge never changes the tree. */
public record Layer(String name, ObjectNode tree) {}
