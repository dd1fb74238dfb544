/**
 * The operator's configuration, from the environment and the operator ConfigMap into one immutable
 * {@link io.llmisvc.model.Settings}. Reads no cluster: it is handed the ConfigMap's data.
 */
@NullMarked
package io.llmisvc.config;

import org.jspecify.annotations.NullMarked;
