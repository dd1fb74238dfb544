package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.llmisvc.cluster.StoredService;
import java.util.Objects;

/** Lets everything through but what the operator itself writes: status and finalizer. */
public final class ServiceChanged implements OnUpdateFilter<StoredService> {

  @Override
  public boolean accept(StoredService after, StoredService before) {
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
