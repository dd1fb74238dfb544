/**
 * The controllers: gather once, plan once, let three reconcilers act, write one status. Builds no
 * Kubernetes object and decides nothing that {@code plan} or {@code status} could decide.
 */
@NullMarked
package io.llmisvc.reconcile;

import org.jspecify.annotations.NullMarked;
