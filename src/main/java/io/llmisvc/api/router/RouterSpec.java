package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How a service is exposed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RouterSpec(
    @JsonPropertyDescription(
            "HTTP routing. Empty: the operator manages an HTTPRoute. Absent: no route.")
        @Nullable GatewayRoutesSpec route,
    @JsonPropertyDescription(
            "Gateways that the route attaches to. Empty or absent: the default Gateway of the "
                + "operator configuration.")
        @Nullable GatewaySpec gateway,
    @JsonPropertyDescription(
            "Ingresses in front of the service. Accepted for compatibility: they are neither made, "
                + "read nor changed. Not with a routing group.")
        @Nullable IngressSpec ingress,
    @JsonPropertyDescription(
            "Endpoint picker that chooses a pod for each request. Empty: one managed by the "
                + "operator. Absent: plain load balancing.")
        @Nullable SchedulerSpec scheduler) {

  /** What is said of HTTPRoutes; absent when nothing is. */
  public @Nullable HTTPRouteSource http() {
    return route == null ? null : route.http();
  }
}
