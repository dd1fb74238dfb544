/**
 * Why a service is not ready: the chain from its spec to its traffic, to the first link that
 * blocks, and what to do. It says what others found out, the operator's conditions and what
 * kubelet, scheduler and containers say of pods, and decides nothing about the service.
 */
@NullMarked
package io.llmisvc.diagnosis;

import org.jspecify.annotations.NullMarked;
