package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Child;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the corpus records is taken by a real API server with the kinds' own schemas. */
@WithControlPlane
final class RouterAcceptanceTest {
  private final KubernetesClient admin;
  private final String namespace;

  RouterAcceptanceTest(KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.namespace = namespace.name();
  }

  @Test
  void everyChildIsAccepted() {
    // Given
    List<Child> children =
        GoldenCase.in("router")
            .flatMap(golden -> RouterCases.desired(golden.inputs()).children().stream())
            .filter(child -> child.key().kind() != Kind.INFERENCE_OBJECTIVE_LLM_D)
            .toList();
    // When
    List<String> refusals = new ArrayList<>();
    for (Child child : children) {
      try {
        admin
            .resource(inNamespace(child))
            .dryRun(true)
            .fieldManager("llmisvc")
            .forceConflicts()
            .serverSideApply();
      } catch (KubernetesClientException e) {
        refusals.add(child.key() + ": " + e.getMessage());
      }
    }
    // Then
    assertThat(children).isNotEmpty();
    assertThat(refusals).isEmpty();
  }

  private GenericKubernetesResource inNamespace(Child child) {
    ObjectNode object = child.object().deepCopy();
    if (child.key().kind().isNamespaced()) {
      object.withObjectProperty("metadata").put("namespace", namespace);
    }
    return Trees.read(object, GenericKubernetesResource.class);
  }
}
