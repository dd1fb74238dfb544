package io.llmisvc.api.v1alpha1;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of {@link LLMInferenceService}. */
public final class LLMInferenceServiceList
    extends DefaultKubernetesResourceList<LLMInferenceService> {
  private static final long serialVersionUID = 1L;
}
