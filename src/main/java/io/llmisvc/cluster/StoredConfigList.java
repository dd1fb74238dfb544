package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** What the client reads a list of {@link StoredConfig} into. */
public final class StoredConfigList extends DefaultKubernetesResourceList<StoredConfig> {
  private static final long serialVersionUID = 1L;
}
