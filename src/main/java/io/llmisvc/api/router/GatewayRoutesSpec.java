package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** HTTP routing of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayRoutesSpec(
    @JsonPropertyDescription(
            "Changes to the managed HTTPRoute, or routes of your own. Absent: the managed one "
                + "as it is.")
        @Nullable HTTPRouteSource http,
    @JsonPropertyDescription(
            "Routing group: services of one namespace that share it split traffic by "
                + "`weight`. A DNS label. Absent: no split.")
        @Nullable String group,
    @JsonPropertyDescription(
            "Share of the group's traffic, relative to the other members; 0 to 1000000. Given "
                + "together with `group`.")
        @Nullable Integer weight) {}
