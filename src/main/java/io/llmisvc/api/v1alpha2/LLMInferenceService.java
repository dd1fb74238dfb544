package io.llmisvc.api.v1alpha2;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.status.LLMInferenceServiceStatus;

/** A large language model that is served. */
@Group(ServingApi.GROUP)
@Version(value = ServingApi.V1ALPHA2, served = true, storage = true)
@Plural(ServingApi.SERVICE_PLURAL)
@Singular(ServingApi.SERVICE_SINGULAR)
@ShortNames("llmisvc")
public final class LLMInferenceService
    extends CustomResource<LLMInferenceServiceSpec, LLMInferenceServiceStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
