package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How clients of the operator read: whatever the API server stored. The library's own limits on
 * depth and length of names would end a watch for all objects because of one.
 */
@Singleton
public final class ClientFormat implements KubernetesClientObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.getFactory().setStreamReadConstraints(RawJson.AS_STORED);
    // a list of metadata says so when there is none; a watch that cannot read its list never starts
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /** The same for a client that nobody injects. */
  public static KubernetesSerialization serialization() {
    ObjectMapper mapper = new ObjectMapper();
    new ClientFormat().customize(mapper);
    return new KubernetesSerialization(mapper, true);
  }
}
