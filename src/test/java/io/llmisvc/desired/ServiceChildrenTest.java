package io.llmisvc.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceChildrenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void controlsEveryNamespacedChild() {
    // Given
    ServiceChildren children =
        new ServiceChildren(service("u-1"), new Facts(ClusterFacts.unknown()));

    // When
    JsonNode metadata =
        tree(ServiceChildren.present(
                ChildRole.WORKLOAD_SERVICE_ACCOUNT,
                new ServiceAccountBuilder()
                    .withMetadata(children.metadata("a", Map.of("k", "v")))
                    .build()))
            .get("metadata");

    // Then
    assertThat(metadata)
        .isEqualTo(
            json(
                """
                {"name": "a", "namespace": "demo", "labels": {"k": "v"}, "ownerReferences": [
                  {"apiVersion": "serving.kserve.io/v1alpha2", "kind": "LLMInferenceService",
                   "name": "svc", "uid": "u-1", "controller": true, "blockOwnerDeletion": true}]}
                """));
  }

  @Test
  void ownsNothingWithoutUid() {
    ServiceChildren children =
        new ServiceChildren(service(null), new Facts(ClusterFacts.unknown()));
    assertThat(children.metadata("a", Map.of()).getOwnerReferences()).isEmpty();
  }

  @Test
  void keepsEmptyObjectsAndUnknownFieldsAndSpellsNumbersAsAParserDoes() {
    // Given
    JsonNode text =
        json(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {
              "terminationGracePeriodSeconds": 60, "newField": {"x": 1},
              "containers": [{"name": "main", "securityContext": {}, "env": [{"name": "A", "value": ""}],
                "resources": {"limits": {"cpu": "1"}}}],
              "volumes": [{"name": "home", "emptyDir": {}}]}}
            """);

    // When
    ObjectNode tree = Trees.of(new PodBuilder(Trees.read(text, Pod.class)).build());

    // Then
    assertThat(tree).isEqualTo(text);
  }

  @Test
  void removesNothingOfKindsThatAreNotServed() {
    // Given
    ServiceChildren children =
        new ServiceChildren(
            service("u"), new Facts(new ClusterFacts(Set.of(Kind.GATEWAY), Map.of(), Map.of())));

    // When
    Desired unserved = children.absent(ChildRole.MAIN_LEADER_WORKER_SET, "why");
    Desired served = children.absent(ChildRole.MAIN_DEPLOYMENT, "why");

    // Then
    assertThat(unserved).isEqualTo(Desired.NOTHING);
    assertThat(served.absent()).hasSize(1);
  }

  @Test
  void removesWhatAStageIsSilentOn() {
    // Given
    ServiceChildren children = new ServiceChildren(service("u"), new Facts(ClusterFacts.unknown()));
    Desired route =
        ServiceChildren.present(
            ChildRole.ROUTE,
            KubernetesObject.of(
                Kind.HTTP_ROUTE, children.metadata(ChildRole.ROUTE, Map.of()), Map.of()));
    Desired picker = Desired.withheld(ChildRole.of(Subject.SCHEDULER), List.of());
    Desired gateway = children.absent(ChildRole.GATEWAY, "its own reason");

    // When
    Desired complete =
        children.complete(Desired.all(List.of(route, picker, gateway)), Stage.ROUTER);

    // Then
    assertThat(complete.children()).isEqualTo(route.children());
    assertThat(complete.absent())
        .extracting(AbsentChild::role)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Subject.POOL, Subject.TOKENIZER, Subject.GATEWAY)
                .flatMap(subject -> ChildRole.of(subject).stream())
                .toList());
    assertThat(complete.absent()).containsAll(gateway.absent());
  }

  @Test
  void removesNothingOfAPartThatHasAnError() {
    // Given
    ServiceChildren children = new ServiceChildren(service("u"), new Facts(ClusterFacts.unknown()));
    Finding error = Finding.error(Subject.MAIN_WORKLOAD, "Broken", "spec", "is broken");

    // When
    Desired complete = children.complete(Desired.finding(error), Stage.WORKLOAD);

    // Then
    assertThat(complete.absent())
        .extracting(AbsentChild::role)
        .containsExactlyElementsOf(
            ChildRole.of(Stage.WORKLOAD).stream()
                .filter(role -> role.subject() != Subject.MAIN_WORKLOAD)
                .toList());
  }

  @Test
  void neverRemovesWhatServicesShare() {
    // Given
    ServiceChildren children = new ServiceChildren(service("u"), new Facts(ClusterFacts.unknown()));

    // When
    Desired complete = children.complete(Desired.NOTHING, Stage.WORKLOAD);

    // Then
    assertThat(complete.absent())
        .extracting(AbsentChild::role)
        .doesNotContain(ChildRole.CA_BUNDLE)
        .hasSize(ChildRole.of(Stage.WORKLOAD).size() - 1);
  }

  private static ServiceMeta service(@Nullable String uid) {
    return new ServiceMeta("demo", "svc", uid, 1, Map.of(), Map.of(), false);
  }

  private static ObjectNode tree(Desired desired) {
    return desired.children().getFirst().object();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
