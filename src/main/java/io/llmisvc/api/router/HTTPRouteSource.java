package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.llmisvc.api.Copy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTPRoutes of a service: managed, or its own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HTTPRouteSource(
    @JsonPropertyDescription(
            "HTTPRoutes of the same namespace that you own. When given, none is managed.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LocalObjectReference> refs,
    @JsonPropertyDescription(
            "Laid over the managed HTTPRoute. A rule without `matches` adjusts the managed "
                + "rules; rules with `matches` replace them.")
        @Nullable HTTPRouteSpec spec) {
  public HTTPRouteSource {
    refs = Copy.list(refs);
  }
}
