package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import java.util.Objects;

/** Lets everything through but what the operator itself writes: status and finalizer. */
public final class ServiceChanged implements OnUpdateFilter<LLMInferenceService> {

  @Override
  public boolean accept(LLMInferenceService after, LLMInferenceService before) {
    ObjectMeta now = after.getMetadata();
    ObjectMeta then = before.getMetadata();
    return !Objects.equals(now.getGeneration(), then.getGeneration())
        || !Objects.equals(now.getAnnotations(), then.getAnnotations())
        || !Objects.equals(now.getLabels(), then.getLabels())
        || !Objects.equals(now.getUid(), then.getUid())
        || !Objects.equals(now.getFinalizers(), then.getFinalizers())
        || now.getDeletionTimestamp() != null;
  }
}
