package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.ChildName;
import io.llmisvc.model.naming.NamespacedName;
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
public final class TemplateData {
  public static final Functions FUNCTIONS =
      Functions.predefined()
          .with("ChildName", Function.ofTexts(ChildName::of))
          .with("shutdownTimeout", ShutdownTimeout.FUNCTION)
          .with("kvTransferConfig", KvTransferConfig.FUNCTION);

  private static final StructType SERVICE = Schemas.load().type("LLMInferenceService");

  private TemplateData() {}

  /** A view: the spec must not change as long as it is in use. */
  static Value of(SpecTree spec, CompositionContext context) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.set("metadata", metadata(context));
    service.set("spec", spec.root());
    service.set("status", context.inputs().service().path("status"));
    return Values.embedding(
        JsonValues.struct(service, SERVICE), Map.of("GlobalConfig", globalConfig(spec, context)));
  }

  private static ObjectNode metadata(CompositionContext context) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    if (context.inputs().service().get("metadata") instanceof ObjectNode stored) {
      metadata.setAll(stored);
    }
    return metadata.put("namespace", context.meta().namespace());
  }

  private static Value globalConfig(SpecTree spec, CompositionContext context) {
    Settings.Ingress ingress = context.settings().ingress();
    NamespacedName gateway = ingress.defaultGateway();
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("SystemNamespace", Value.of(context.settings().systemNamespace()));
    fields.put("IngressGatewayName", Value.of(gateway == null ? "" : gateway.name()));
    fields.put("IngressGatewayNamespace", Value.of(gateway == null ? "" : gateway.namespace()));
    fields.put("EnableTLS", Value.of(ingress.tls()));
    fields.put("ModelBasedRoutingHeaderName", Value.of(ingress.modelRoutingHeader()));
    fields.put("InferencePoolNamespacedName", Value.of(pool(spec, context)));
    return Values.struct("Config", fields);
  }

  private static String pool(SpecTree spec, CompositionContext context) {
    String name = spec.poolRef().isEmpty() ? ChildRole.POOL.name(context.meta()) : spec.poolRef();
    return new NamespacedName(context.meta().namespace(), name).toString();
  }
}
