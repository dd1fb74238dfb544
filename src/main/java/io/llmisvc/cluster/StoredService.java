package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@code LLMInferenceService} as stored. The framework finds out only by the class itself that
 * it is a resource.
 */
@Group(ServingApi.GROUP)
@Version(ServingApi.V1ALPHA2)
@Kind(ServingApi.SERVICE_KIND)
@Plural(ServingApi.SERVICE_PLURAL)
@Singular(ServingApi.SERVICE_SINGULAR)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class StoredService implements Stored, HasMetadata {
  private static final long serialVersionUID = 1L;

  private String apiVersion = ServingApi.GROUP + "/" + ServingApi.V1ALPHA2;
  private String kind = ServingApi.SERVICE_KIND;
  private ObjectMeta metadata = new ObjectMeta();
  private transient @Nullable RawJson spec;
  private transient @Nullable RawJson status;

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public void setApiVersion(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  @Override
  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  /** Keeps no field managers: they are bigger than the rest, and nobody asks for them. */
  @Override
  public void setMetadata(ObjectMeta metadata) {
    metadata.setManagedFields(null);
    this.metadata = metadata;
  }

  @Override
  public @Nullable RawJson getSpec() {
    return spec;
  }

  public void setSpec(@Nullable RawJson spec) {
    this.spec = spec;
  }

  @Override
  public @Nullable RawJson getStatus() {
    return status;
  }

  /** The status as a record; absent while there is none that can be read as ours. */
  @JsonIgnore
  public Optional<LLMInferenceServiceStatus> reported() {
    return ClientTrees.bind(status, LLMInferenceServiceStatus.class);
  }

  @Override
  public void setStatus(@Nullable RawJson status) {
    this.status = status;
  }
}
