package io.llmisvc.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@code rules.yaml} on a real API server that asks nobody: what the CRDs refuse. */
@WithControlPlane
class CrdRulesTest {
  private static final Path CRDS = Path.of("kubernetes", "base", "crds");
  private static final String EARLIER = "earlier.example.com";
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  /** A rule about parts of a spec that have no more in common than the spec. */
  private static final String OF_THE_WHOLE_SPEC = "replicas and scaling";

  @TempDir private Path directory;

  private final KubernetesClient client;
  private final String namespace;

  CrdRulesTest(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace.name();
  }

  @BeforeAll
  static void install(KubernetesClient client) {
    Crds.install(client, CRDS);
  }

  static Stream<RuleRow> rules() throws IOException {
    return RuleRow.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isRefusedWithoutWebhooksWhereTheCrdsSaySo(RuleRow rule) {
    Resource<GenericKubernetesResource> service = resource(rule.service());
    ObjectNode old = rule.old();
    if (old != null) {
      resource(old).create();
    }
    ThrowingCallable write = old == null ? service::create : service::update;
    if (rule.isInCrd()) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(write)
          .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(422));
    } else {
      assertThatNoException().isThrownBy(write);
    }
    service.delete();
  }

  @Test
  void aConfigBuildsOnNoOther() {
    ObjectNode config =
        SentReviews.object("LLMInferenceServiceConfig", "v1alpha2", namespace, "base");
    config.withObject("/spec").withArray("/baseRefs").addObject().put("name", "other");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(resource(config)::create)
        .withMessageContaining("spec.baseRefs: Forbidden");
    config.withObject("/spec").withArray("/baseRefs").removeAll();
    resource(config).create();
  }

  @Test
  void whatWasStoredBeforeARuleCanBeChangedBesideIt() throws IOException {
    // Given
    install(withoutRules(definition()));
    Await.until("it is served", this::isEarlierServed);
    List<RuleRow> stored = new ArrayList<>();
    List<RuleRow> refused = RuleRow.all().filter(RuleRow::isInCrd).toList();
    for (int i = 0; i < refused.size(); i++) {
      if (isStored(earlier(refused.get(i), "llama-" + i))) {
        stored.add(refused.get(i));
      }
    }
    assertThat(stored).hasSizeGreaterThan(refused.size() / 2);
    // When
    install(definition());
    Await.until("the rules hold", () -> !isStored(earlier(stored.getFirst(), "another")));
    // Then
    for (RuleRow rule : stored) {
      Resource<GenericKubernetesResource> service =
          resource(earlier(rule, "llama-" + refused.indexOf(rule)));
      service.patch(MERGE, "{\"metadata\": {\"finalizers\": [\"a/b\"]}}");
      service.patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
      if (!rule.toString().equals(OF_THE_WHOLE_SPEC)) {
        service.patch(MERGE, "{\"spec\": {\"labels\": {\"a\": \"b\"}}}");
      }
    }
  }

  /** Later than the definition is established: the client asks what there is by group. */
  private boolean isEarlierServed() {
    return List.of("v1alpha1", "v1alpha2").stream()
        .map(version -> client.getApiResources(EARLIER + "/" + version))
        .allMatch(served -> served != null && !served.getResources().isEmpty());
  }

  private boolean isStored(ObjectNode object) {
    try {
      resource(object).create();
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isEqualTo(422);
      return false;
    }
  }

  private Resource<GenericKubernetesResource> resource(ObjectNode object) {
    object.withObject("/metadata").put("namespace", namespace);
    return client.resource(
        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
  }

  private static ObjectNode earlier(RuleRow rule, String name) {
    ObjectNode service = rule.service();
    service.withObject("/metadata").put("name", name);
    return service.put("apiVersion", EARLIER + "/" + rule.version());
  }

  /** That of services, in a group of its own. */
  private static ObjectNode definition() throws IOException {
    ObjectNode crd = Yaml.object(Files.readString(CRDS.resolve("llminferenceservices.yaml")));
    crd.withObject("/spec").put("group", EARLIER);
    crd.withObject("/metadata").put("name", "llminferenceservices." + EARLIER);
    return crd;
  }

  private static ObjectNode withoutRules(ObjectNode crd) {
    for (JsonNode part : crd.findParents("x-kubernetes-validations")) {
      ((ObjectNode) part).remove("x-kubernetes-validations");
    }
    return crd;
  }

  private void install(ObjectNode crd) throws IOException {
    Crds.install(client, Files.writeString(directory.resolve("crd.yaml"), crd.toString()));
  }
}
