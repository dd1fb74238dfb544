package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.api.Copy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where key-value cache blocks go when accelerator memory is full. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KVCacheOffloadingSpec(
    @JsonPropertyDescription("CPU memory of the first tier, per pod. Required.")
        @Nullable Quantity cpu,
    @JsonPropertyDescription(
            "Which blocks leave the first tier: `lru` or `arc`. Defaults to `lru`.")
        @Nullable String evictionPolicy,
    @JsonPropertyDescription("Slower tiers, fastest first. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<SecondaryTier> secondary) {
  public KVCacheOffloadingSpec {
    secondary = Copy.list(secondary);
  }

  /** One slower tier. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SecondaryTier(
      @JsonPropertyDescription("A file system. The only kind there is.")
          @Nullable FileSystemTier fileSystem) {}

  /** A tier on a file system, with exactly one backend. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FileSystemTier(
      @JsonPropertyDescription("Scratch space of the node.") @Nullable EmptyDirTier emptyDir,
      @JsonPropertyDescription("A persistent volume claim.") @Nullable PvcTier pvc) {}

  /** A tier on scratch space of the node. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record EmptyDirTier(
      @JsonPropertyDescription("Size of the tier; also requested as ephemeral storage. Required.")
          @Nullable Quantity size) {}

  /** A tier on a persistent volume claim, with exactly one of {@code spec} and {@code ref}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PvcTier(
      @JsonPropertyDescription("Claim made for each pod and deleted with it.")
          @Nullable PersistentVolumeClaimSpec spec,
      @JsonPropertyDescription("Existing claim, shared by the pods.") @Nullable PvcRef ref) {}

  /** An existing claim. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PvcRef(
      @JsonPropertyDescription("Name of the claim, in the namespace of the service. Required.")
          @Nullable String name,
      @JsonPropertyDescription("Directory within the volume. Its root when absent.")
          @Nullable String path) {}
}
