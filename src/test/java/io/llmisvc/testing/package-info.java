/**
 * A real Kubernetes for tests and for the development environment: etcd and kube-apiserver on
 * loopback, and beside them, where a test needs more than an API server, real controllers:
 * kube-controller-manager, kube-scheduler, kwok and that of LeaderWorkerSets. Deployments, groups,
 * garbage collection, quota, service accounts, pod addresses and the end of a namespace are then
 * what they are in a cluster.
 *
 * <p>Played are containers, which kwok says are running and nobody runs, and the controller of
 * Gateways, which {@link io.llmisvc.testing.GatewaySimulator} is. The shared API server of {@link
 * io.llmisvc.testing.WithControlPlane} has no controllers: it is quicker, and objects stay there as
 * a test made them.
 *
 * <p>Nothing here knows llmisvc's own kinds, and only the extension and its annotation know JUnit.
 */
@NullMarked
package io.llmisvc.testing;

import org.jspecify.annotations.NullMarked;
