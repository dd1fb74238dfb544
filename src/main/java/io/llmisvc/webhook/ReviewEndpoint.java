package io.llmisvc.webhook;

/**
 * A path that the API server calls.
 *
 * @param kind of the reviews that come there; no other one reaches the handler
 */
public record ReviewEndpoint(String path, ReviewKind kind, ReviewHandler handler) {}
