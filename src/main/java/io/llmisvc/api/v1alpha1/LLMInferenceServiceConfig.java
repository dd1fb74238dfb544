package io.llmisvc.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;

/** A part of a service's spec that services are composed from. */
@Group(ServingApi.GROUP)
@Version(value = ServingApi.V1ALPHA1, served = true, storage = false)
@Plural(ServingApi.CONFIG_PLURAL)
@Singular(ServingApi.CONFIG_SINGULAR)
public final class LLMInferenceServiceConfig
    extends CustomResource<LLMInferenceServiceSpec, LLMInferenceServiceConfigStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
