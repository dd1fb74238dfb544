package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.WebhookManifests;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What KServe's controller and its installation leave behind: its objects, a service with children,
 * and webhooks that nobody answers.
 */
final class KserveInstall {
  static final String NAMESPACE = "demo";
  static final String SERVICE = "pd";

  private static final Path RECORDED = Path.of("src/test/resources/takeover");
  private static final String CONVERSION =
      """
      {"metadata": {"annotations": {"cert-manager.io/inject-ca-from": "kserve/llmisvc-serving-cert"}},
       "spec": {"conversion": {"strategy": "Webhook", "webhook": {
         "conversionReviewVersions": ["v1"],
         "clientConfig": {"service": {
           "name": "llmisvc-webhook-server-service", "namespace": "kserve", "path": "/convert"}}}}}}
      """;

  private final KubernetesClient kserve;

  private KserveInstall(KubernetesClient kserve) {
    this.kserve = kserve;
  }

  static void in(OperatorWorld world) {
    Crds.install(world.admin(), Path.of("kubernetes/base/crds"));
    world.namespace(NAMESPACE);
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(world.controlPlane().config())
                    .withUserAgent("manager/v0.0.0 (linux/amd64) kubernetes/$Format")
                    .build())
            .build()) {
      new KserveInstall(client).install();
    }
  }

  private void install() {
    read("kserve.yaml").forEach(this::create);
    read("configs.yaml").forEach(this::create);
    GenericKubernetesResource service = create(service());
    for (ObjectNode child : read("prefill-decode/children.yaml")) {
      create(child.path("kind").asText().equals("ClusterRoleBinding") ? child : of(service, child));
    }
    for (ObjectNode webhooks : WebhookManifests.read()) {
      webhooks
          .path("webhooks")
          .forEach(webhook -> ((ObjectNode) webhook).remove("matchConditions"));
      create(webhooks);
    }
    for (String plural : List.of("llminferenceservices", "llminferenceserviceconfigs")) {
      kserve
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(plural + ".serving.kserve.io")
          .patch(PatchContext.of(PatchType.JSON_MERGE), CONVERSION);
    }
  }

  private static ObjectNode service() {
    ObjectNode service = read("prefill-decode/service.yaml").getFirst();
    service
        .withObjectProperty("metadata")
        .put("namespace", NAMESPACE)
        .putArray("finalizers")
        .add(LLMInferenceServiceReconciler.FINALIZER);
    return service;
  }

  private static ObjectNode of(GenericKubernetesResource service, ObjectNode child) {
    child
        .withObjectProperty("metadata")
        .put("namespace", NAMESPACE)
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", service.getApiVersion())
        .put("kind", service.getKind())
        .put("name", service.getMetadata().getName())
        .put("uid", service.getMetadata().getUid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
    return child;
  }

  private GenericKubernetesResource create(ObjectNode object) {
    return kserve
        .resource(
            kserve
                .getKubernetesSerialization()
                .convertValue(object, GenericKubernetesResource.class))
        .create();
  }

  private static List<ObjectNode> read(String file) {
    try {
      return Yaml.objects(
          Files.readString(RECORDED.resolve(file)).replace("THE-NAMESPACE", NAMESPACE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
