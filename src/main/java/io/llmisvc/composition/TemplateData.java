package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildName;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Settings;
import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.function.KvTransferConfig;
import io.llmisvc.template.function.ShutdownTimeout;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.JsonValues;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the templates of a service can see and call: the service with its merged spec, and a part of
 * the operator's configuration. Credentials are out of their reach.
 */
final class TemplateData {
  static final Functions FUNCTIONS =
      Functions.predefined()
          .with("ChildName", Function.ofTexts(ChildName::of))
          .with("shutdownTimeout", ShutdownTimeout.FUNCTION)
          .with("kvTransferConfig", KvTransferConfig.FUNCTION);

  private static final StructType SERVICE = Schemas.load().type("LLMInferenceService");

  private TemplateData() {}

  /** A view: the spec must not change as long as it is in use. */
  static Value of(SpecTree spec, Scene scene) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.set("metadata", metadata(scene));
    service.set("spec", spec.root());
    service.set("status", scene.inputs().service().path("status"));
    return Values.embedding(
        JsonValues.struct(service, SERVICE), Map.of("GlobalConfig", globalConfig(spec, scene)));
  }

  private static ObjectNode metadata(Scene scene) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    if (scene.inputs().service().get("metadata") instanceof ObjectNode stored) {
      metadata.setAll(stored);
    }
    return metadata.put("namespace", scene.meta().namespace());
  }

  private static Value globalConfig(SpecTree spec, Scene scene) {
    Settings.Ingress ingress = scene.settings().ingress();
    NamespacedName gateway = ingress.defaultGateway();
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("SystemNamespace", Value.of(scene.settings().systemNamespace()));
    fields.put("IngressGatewayName", Value.of(gateway == null ? "" : gateway.name()));
    fields.put("IngressGatewayNamespace", Value.of(gateway == null ? "" : gateway.namespace()));
    fields.put("EnableTLS", Value.of(ingress.tls()));
    fields.put("ModelBasedRoutingHeaderName", Value.of(ingress.modelRoutingHeader()));
    fields.put("InferencePoolNamespacedName", Value.of(pool(spec, scene)));
    return Values.struct("Config", fields);
  }

  private static String pool(SpecTree spec, Scene scene) {
    String name =
        spec.poolRef().isEmpty() ? scene.child(ChildSuffix.INFERENCE_POOL) : spec.poolRef();
    return new NamespacedName(scene.meta().namespace(), name).toString();
  }
}
