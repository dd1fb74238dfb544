package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.Copy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoint picker of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchedulerSpec(
    @JsonPropertyDescription(
            "Pool that the picker chooses from. When absent, a managed one over the "
                + "workload's pods.")
        @Nullable InferencePoolSource pool,
    @JsonPropertyDescription("Labels added to the picker's pods. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> labels,
    @JsonPropertyDescription("Annotations added to the picker's pods. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> annotations,
    @JsonPropertyDescription("Pod of the picker, merged over the preset by name.")
        @Nullable PodSpec template,
    @JsonPropertyDescription(
            "Configuration of the picker. When absent, the operator writes one that fits the "
                + "service.")
        @Nullable SchedulerConfigSpec config,
    @JsonPropertyDescription(
            "Number of picker pods, more than 0. When absent, the live count is left alone.")
        @Nullable Integer replicas,
    @JsonPropertyDescription("Its presence runs the tokenizer as a workload of its own.")
        @Nullable TokenizerSpec tokenizer) {
  public SchedulerSpec {
    labels = Copy.map(labels);
    annotations = Copy.map(annotations);
  }
}
