package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * How clients of the operator read: whatever the API server stored. The library's own limits on
 * depth and length of names would end a watch for all objects because of one.
 */
public final class ClientFormat {
  /** So many objects at a time while they are listed: as the client reads them, they are large. */
  public static final long PAGE = 200;

  private ClientFormat() {}

  /**
   * Knows no class for each kind of Kubernetes: what a watch tells would become an object of that
   * class before it becomes what was asked for.
   */
  public static KubernetesSerialization serialization() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.getFactory().setStreamReadConstraints(RawJson.AS_STORED);
    // a list of metadata says so when there is none; a watch that cannot read its list never starts
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
    serialization.registerKubernetesResource(Status.class); // as which a watch tells why it ends
    return serialization;
  }
}
