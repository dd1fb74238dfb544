package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Child;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server judges what the golden corpus records. */
@WithControlPlane
class WorkloadApiServerTest {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("llmisvc")
          .withForce(true)
          .build();

  private final KubernetesClient admin;
  private final String namespace;

  WorkloadApiServerTest(KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.namespace = namespace.name();
  }

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("workload");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesEveryChildAndChangesNothingTheSecondTime(GoldenCase golden) {
    for (Child child : WorkloadGoldenTest.desired(golden.inputs()).children()) {
      // Given
      String object = here(child).toString();

      // When
      HasMetadata first = apply(object);
      HasMetadata second = apply(object);

      // Then
      assertThat(second.getMetadata().getResourceVersion())
          .as("%s of %s", child.key(), golden)
          .isEqualTo(first.getMetadata().getResourceVersion());
      admin.resource(second).delete();
    }
  }

  private HasMetadata apply(String object) {
    HasMetadata resource = admin.getKubernetesSerialization().unmarshal(object);
    return admin.resource(resource).patch(APPLY, object);
  }

  /** In the test's namespace, with what the edge puts into the Secret. */
  private ObjectNode here(Child child) {
    ObjectNode object = child.object().deepCopy();
    object.withObjectProperty("metadata").put("namespace", namespace);
    object.at("/subjects").forEach(subject -> ((ObjectNode) subject).put("namespace", namespace));
    if (child.certificate() != null) {
      object.putObject("data").put("tls.crt", "").put("tls.key", "");
    }
    return object;
  }
}
