package io.llmisvc.api.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of {@link LLMInferenceServiceConfig}. */
public final class LLMInferenceServiceConfigList
    extends DefaultKubernetesResourceList<LLMInferenceServiceConfig> {
  private static final long serialVersionUID = 1L;
}
