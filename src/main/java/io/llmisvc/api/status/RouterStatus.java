package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import io.llmisvc.api.ObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What exposes a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RouterStatus(
    @JsonPropertyDescription("Gateways that the routes attach to, sorted by namespace and name.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<GatewayStatus> gateways,
    @JsonPropertyDescription("The scheduler. Absent when there is none.")
        @Nullable SchedulerStatus scheduler,
    @JsonPropertyDescription("The routing group. Absent when there is none.")
        @Nullable GroupStatus group) {
  public RouterStatus {
    gateways = Copy.list(gateways);
  }

  /** A Gateway that routes attach to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record GatewayStatus(
      @JsonPropertyDescription("API group of the Gateway.") @Nullable String group,
      @JsonPropertyDescription("Kind, `Gateway`.") @Nullable String kind,
      @JsonPropertyDescription("Name of the Gateway.") @Nullable String name,
      @JsonPropertyDescription("Namespace of the Gateway.") @Nullable String namespace,
      @JsonPropertyDescription(
              "Listeners that the routes name, sorted. Absent when they name none.")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<String> listeners,
      @JsonPropertyDescription("The routes, sorted by name.")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<ObjectReference> httpRoutes) {
    public GatewayStatus {
      listeners = Copy.list(listeners);
      httpRoutes = Copy.list(httpRoutes);
    }
  }

  /** A scheduler. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SchedulerStatus(
      @JsonPropertyDescription("Pool that it chooses from.")
          @Nullable ObjectReference inferencePool,
      @JsonPropertyDescription("Service that it answers at.") @Nullable ObjectReference service) {}

  /** A routing group. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record GroupStatus(
      @JsonPropertyDescription("Name of the group.") @Nullable String name,
      @JsonPropertyDescription("Services that split its traffic, sorted by name; stopped ones too.")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Member> members) {
    public GroupStatus {
      members = Copy.list(members);
    }
  }

  /** A service of a routing group. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Member(
      @JsonPropertyDescription("Name of the service.") @Nullable String name,
      @JsonPropertyDescription("Share of the traffic, relative to the other members.")
          @Nullable Integer weight,
      @JsonPropertyDescription("Whether the service is stopped.") @Nullable Boolean stopped,
      @JsonPropertyDescription("Backend that its traffic goes to.")
          @Nullable ObjectReference backendRef) {}
}
