/**
 * A real Kubernetes API server for tests and for the development environment: etcd and
 * kube-apiserver on loopback.
 *
 * <p>There is no controller-manager, no scheduler and no kubelet: nothing makes pods, nothing
 * collects objects whose owner is gone, and a deleted namespace stays in Terminating. A test that
 * is about one of these plays the missing part itself.
 *
 * <p>Nothing here knows llmisvc's own kinds, and only the extension and its annotation know JUnit.
 */
@NullMarked
package io.llmisvc.testing;

import org.jspecify.annotations.NullMarked;
