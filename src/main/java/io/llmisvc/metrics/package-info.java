/**
 * What is measured: the names, types and labels of all metrics of the operator ({@link
 * io.llmisvc.metrics.Metric}), and how they are recorded within bounds that no tenant can move.
 */
@org.jspecify.annotations.NullMarked
package io.llmisvc.metrics;
