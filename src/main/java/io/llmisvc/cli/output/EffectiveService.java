package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.tree.Yaml;
import java.util.List;

/** A service with its merged spec, in the version that is stored. */
public final class EffectiveService {
  private EffectiveService() {}

  /**
   * @param service as it was read
   */
  public static ObjectNode of(ObjectNode service, EffectiveSpec effective) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("apiVersion", ServingApi.GROUP + "/" + ServingApi.V1ALPHA2);
    whole.put("kind", ServingApi.SERVICE_KIND);
    JsonNode metadata = service.path("metadata");
    whole.set("metadata", metadata);
    whole.set("spec", effective.tree());
    return whole;
  }

  public static String yaml(ObjectNode service) {
    return "---\n" + Yaml.text(service);
  }

  public static String json(List<ObjectNode> services) {
    return RenderedPlan.list(services);
  }
}
