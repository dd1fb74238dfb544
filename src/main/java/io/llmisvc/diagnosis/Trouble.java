package io.llmisvc.diagnosis;

/**
 * What is wrong with a pod.
 *
 * @param pod its name
 * @param container that it is about; empty when it is about the pod
 * @param what one line that stays as long as the trouble; empty when all is in the words
 * @param words what others say of it, one line; empty when they say nothing
 */
record Trouble(String pod, String container, Cause cause, String what, String words) {}
