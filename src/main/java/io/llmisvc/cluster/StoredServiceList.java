package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** What the client reads a list of {@link StoredService} into. */
public final class StoredServiceList extends DefaultKubernetesResourceList<StoredService> {
  private static final long serialVersionUID = 1L;
}
