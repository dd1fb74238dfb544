/**
 * The dashboards for Grafana, as values: what a panel asks is written down once, and shown by
 * Grafana, drawn for the README and evaluated by tests. Nothing of it is in the product.
 */
@NullMarked
package io.llmisvc.dashboards;

import org.jspecify.annotations.NullMarked;
