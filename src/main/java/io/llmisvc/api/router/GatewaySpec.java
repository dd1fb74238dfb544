package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import java.util.List;

/** Gateways that the route of a service attaches to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewaySpec(
    @JsonPropertyDescription(
            "Gateways to attach to. When empty, the default Gateway of the operator "
                + "configuration.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<GatewayObjectReference> refs) {
  public GatewaySpec {
    refs = Copy.list(refs);
  }
}
