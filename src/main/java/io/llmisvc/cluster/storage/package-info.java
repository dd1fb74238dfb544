/**
 * Storage versions: objects of the operator's own kinds that etcd may hold in an older version of
 * the API are rewritten, so that the version can go one day.
 */
@NullMarked
package io.llmisvc.cluster.storage;

import org.jspecify.annotations.NullMarked;
