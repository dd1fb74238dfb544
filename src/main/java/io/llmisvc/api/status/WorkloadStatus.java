package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What runs a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadStatus(
    @JsonPropertyDescription("The main workload.") @Nullable WorkloadReference primary,
    @JsonPropertyDescription("The prefill workload. Absent when there is none.")
        @Nullable WorkloadReference prefill,
    @JsonPropertyDescription("The endpoint picker. Absent when there is none.")
        @Nullable WorkloadReference scheduler,
    @JsonPropertyDescription("Service in front of the workload.")
        @Nullable WorkloadReference service) {}
