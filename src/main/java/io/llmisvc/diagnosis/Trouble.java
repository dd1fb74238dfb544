package io.llmisvc.diagnosis;

/**
 * What is wrong with a pod.
 *
 * @param message one line
 * @param since in RFC 3339; empty when nobody says
 */
record Trouble(String pod, Cause cause, String message, String since) {}
