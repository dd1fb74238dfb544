package io.llmisvc.live;

import org.jspecify.annotations.Nullable;

/**
 * Which cluster is meant, as kubectl is told.
 *
 * @param kubeconfig file; absent for {@code KUBECONFIG}, else the one in the home directory, else
 *     the account of the pod
 * @param context of the file; absent for its current one
 */
public record Target(@Nullable String kubeconfig, @Nullable String context) {}
