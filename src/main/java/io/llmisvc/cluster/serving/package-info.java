/**
 * Certificates of the operator's own server in the cluster: the Secret that all replicas share, and
 * whom the API server trusts when it calls them. Any replica writes here, whether it leads or not.
 */
@NullMarked
package io.llmisvc.cluster.serving;

import org.jspecify.annotations.NullMarked;
