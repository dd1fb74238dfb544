package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ingresses in front of a service. Accepted for compatibility: they are the user's own to write.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressSpec(
    @JsonPropertyDescription("The Ingresses. None by default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Reference> refs) {
  public IngressSpec {
    refs = Copy.list(refs);
  }

  /** An Ingress, by name. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reference(
      @JsonPropertyDescription("Name of the Ingress.") @Nullable String name,
      @JsonPropertyDescription(
              "Namespace of the Ingress. Defaults to the namespace of the service.")
          @Nullable String namespace) {}
}
