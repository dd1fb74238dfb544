package io.llmisvc.desired;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, as far as the operator writes one.
 *
 * @param replicas absent leaves the live number alone
 */
@JsonAutoDetect
public record DeploymentSpec(
    @Nullable Integer replicas,
    LabelSelector selector,
    @Nullable DeploymentStrategy strategy,
    PodTemplate template) {}
