package io.llmisvc.api.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Export of OpenTelemetry traces from the model servers and the scheduler. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TracingSpec(
    @JsonPropertyDescription(
            "Where traces go (`OTEL_EXPORTER_OTLP_ENDPOINT`). The preset says `http://otel- "
                + "collector:4317`.")
        @Nullable String exporterEndpoint,
    @JsonPropertyDescription(
            "Which traces are kept (`OTEL_TRACES_SAMPLER`). The preset says "
                + "`parentbased_traceidratio`.")
        @Nullable String sampler,
    @JsonPropertyDescription(
            "Argument of the sampler (`OTEL_TRACES_SAMPLER_ARG`). The preset says `0.05`.")
        @Nullable String samplerArg,
    @JsonPropertyDescription("Exporter to use (`OTEL_TRACES_EXPORTER`). The preset says `otlp`.")
        @Nullable String exporter) {}
