package io.llmisvc.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.llmisvc.api.Copy;
import io.llmisvc.api.ObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Address(
    @JsonPropertyDescription(
            "Kind of address: `gateway-external`, `gateway-internal` or `internal`; with the "
                + "suffix `-model-routing` when the model is chosen by the request.")
        @Nullable String name,
    @JsonPropertyDescription("The address.") @Nullable String url,
    @JsonProperty("CACerts") @JsonPropertyDescription("Certificates to trust, in PEM.")
        @Nullable String caCerts,
    @JsonPropertyDescription("Audience of the tokens to present.") @Nullable String audience,
    @JsonPropertyDescription("Gateway that the address comes from.")
        @Nullable ObjectReference origin,
    @JsonPropertyDescription("Models that can be asked for at the address.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Model> models) {
  public Address {
    models = Copy.list(models);
  }

  /** A model at an address. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Model(@JsonPropertyDescription("Name to ask for.") @Nullable String name) {}
}
