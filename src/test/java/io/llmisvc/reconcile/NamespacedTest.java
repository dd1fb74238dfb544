package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with Roles in some namespaces and no right anywhere else. */
class NamespacedTest {
  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final String WATCHED = WORLD.newNamespace();
  private static final String OTHER = WORLD.newNamespace();

  @BeforeAll
  static void start(@TempDir Path home) throws IOException {
    WORLD.installOtherProjects();
    for (String role : List.of("llmisvc-controller-manager", "llmisvc-picker-leases")) {
      WORLD.admin().rbac().clusterRoleBindings().withName(role).delete();
      WORLD.admin().rbac().clusterRoles().withName(role).delete();
    }
    String rights =
        Helm.in(home)
            .run(
                "template",
                "a",
                "helm/llmisvc",
                "--namespace",
                "kserve",
                "--set",
                "watchNamespaces={" + WATCHED + "}",
                "--show-only",
                "templates/rbac.yaml")
            .orThrow();
    AppliedManifests.apply(WORLD.admin(), Files.writeString(home.resolve("rbac.yaml"), rights));
    Map<String, String> env = Map.of("WATCH_NAMESPACES", WATCHED + ",kserve");
    WORLD.startOperator(OperatorEnvironment.of(env, List.of()));
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void servesTheServicesOfItsNamespacesAndAsksForNothingElse() {
    // When
    WORLD.apply(OTHER, OperatorWorld.routed("elsewhere"));
    WORLD.apply(WATCHED, OperatorWorld.routed("llm"));
    // Then
    WORLD.awaitReady(WATCHED, "llm");
    assertThat(WORLD.service(OTHER, "elsewhere").get().getStatus()).isNull();
    assertThat(WORLD.exists(Kind.DEPLOYMENT, OTHER, "elsewhere-kserve")).isFalse();
    Await.until("it says what it cannot do", () -> reasons().contains("PickerAccountNotBound"));
    assertThat(refused()).isEmpty();
  }

  @Test
  void mendsAndFollowsWhatItRefersTo() {
    // Given
    WORLD.apply(WATCHED, OperatorWorld.routed("mended"));
    WORLD.awaitReady(WATCHED, "mended");
    // When
    WORLD.child(Kind.SERVICE, WATCHED, "mended-kserve-workload-svc").delete();
    // Then
    Await.until(
        "it is made again",
        () -> WORLD.exists(Kind.SERVICE, WATCHED, "mended-kserve-workload-svc"));
    // When
    WORLD.service(WATCHED, "mended").delete();
    // Then
    Await.until("it is gone", () -> WORLD.service(WATCHED, "mended").get() == null);
    assertThat(refused()).isEmpty();
  }

  private static List<String> reasons() {
    return WORLD.admin().v1().events().inNamespace(WATCHED).list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }

  private static List<AuditEntry> refused() {
    return WORLD.controlPlane().auditLog().entries().stream()
        .filter(entry -> entry.user().endsWith(":llmisvc-controller-manager"))
        .filter(entry -> entry.code() == 403)
        .toList();
  }
}
