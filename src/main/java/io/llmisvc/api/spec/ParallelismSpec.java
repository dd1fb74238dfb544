package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a model is split over accelerators and nodes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParallelismSpec(
    @JsonPropertyDescription(
            "Accelerators that share each layer, at least 1. When absent, layers are not "
                + "split.")
        @Nullable Integer tensor,
    @JsonPropertyDescription(
            "Nodes that the layers are spread over, at least 1. When absent, they are not "
                + "spread.")
        @Nullable Integer pipeline,
    @JsonPropertyDescription(
            "Data-parallel instances of one replica in all, at least 1; a multiple of "
                + "`dataLocal`.")
        @Nullable Integer data,
    @JsonPropertyDescription("Data-parallel instances per node, at least 1.")
        @Nullable Integer dataLocal,
    @JsonPropertyDescription(
            "Port on which data-parallel instances find each other, 1 to 65535. When absent, "
                + "that of the preset.")
        @Nullable Integer dataRPCPort,
    @JsonPropertyDescription("Whether experts are spread over the instances. False when absent.")
        @Nullable Boolean expert) {

  @JsonIgnore
  public boolean isTensorParallel() {
    return isPositive(tensor);
  }

  @JsonIgnore
  public boolean isPipelineParallel() {
    return isPositive(pipeline);
  }

  @JsonIgnore
  public boolean isDataParallel() {
    return isPositive(data) || isPositive(dataLocal);
  }

  @JsonIgnore
  public boolean isExpertParallel() {
    return Boolean.TRUE.equals(expert);
  }

  /**
   * Pods of one LeaderWorkerSet group, data parallelism first; empty when neither kind spreads over
   * nodes.
   */
  public OptionalInt groupSize() {
    if (isDataParallel()) {
      return OptionalInt.of(Math.max(1, atLeastOne(data) / atLeastOne(dataLocal)));
    }
    return pipeline != null && pipeline > 0 ? OptionalInt.of(pipeline) : OptionalInt.empty();
  }

  private static boolean isPositive(@Nullable Integer value) {
    return value != null && value > 0;
  }

  private static int atLeastOne(@Nullable Integer value) {
    return value == null ? 1 : Math.max(1, value);
  }
}
