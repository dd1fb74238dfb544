package io.llmisvc.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a diff of one object shows, and what it does not. */
class ServiceDriftTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: llm-kserve, namespace: team}
      spec:
        template:
          spec:
            containers:
            - name: main
              image: vllm:1
              env:
              - {name: HOME, value: /home}
              resources: {limits: {cpu: "1000m"}}
      """;
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: llm-certs, namespace: team}
      data: {tls.key: cGxhbm5lZA==, tls.crt: c2FtZQ==}
      """;

  @Test
  void leavesOutWhatTheApiServerAdds() {
    // Given
    String live =
        DEPLOYMENT
            .replace("\"1000m\"", "\"1\"")
            .replace("image: vllm:1", "image: vllm:1\n        imagePullPolicy: Always");
    // Then
    assertThat(drift(ChildRole.MAIN_DEPLOYMENT, DEPLOYMENT, live, NONE)).isEmpty();
  }

  @Test
  void showsOneFieldWithItsWriter() {
    // Given
    String live =
        DEPLOYMENT
            .replace("vllm:1", "vllm:2")
            .replace("namespace: team}", "namespace: team, " + BOOKS);
    // When
    String text = drift(ChildRole.MAIN_DEPLOYMENT, DEPLOYMENT, live, NONE);
    // Then
    assertThat(text)
        .startsWith(
            """
            # Deployment team/llm-kserve differs
            #   spec.template.spec.containers[main].image: by kubectl-edit (Update) at 2026-01-02T03:04:05Z
            --- cluster Deployment team/llm-kserve
            +++ plan Deployment team/llm-kserve
            """)
        .contains("-        image: vllm:2\n+        image: vllm:1\n");
  }

  @Test
  void showsWhatIsNoLongerPlanned() {
    // Given
    String planned =
        DEPLOYMENT.replace("        - {name: HOME, value: /home}\n", "").replace("env:", "env: []");
    // When
    String text = drift(ChildRole.MAIN_DEPLOYMENT, planned, DEPLOYMENT, Yaml.object(DEPLOYMENT));
    // Then
    assertThat(text).contains("-        - name: HOME\n", "+        env: []\n");
  }

  @Test
  void neverShowsTheDataOfSecrets() {
    // When
    String changed =
        drift(ChildRole.TLS_SECRET, SECRET, SECRET.replace("cGxhbm5lZA==", "b3RoZXI="), NONE);
    String leftover =
        text(
            ChildDrift.leftover(
                new AbsentChild(
                    ChildRole.TLS_SECRET, child(ChildRole.TLS_SECRET, SECRET).key(), "TLS is off"),
                Yaml.object(SECRET)));
    // Then
    assertThat(changed + leftover).doesNotContain("cGxhbm5lZA", "b3RoZXI", "c2FtZQ");
    assertThat(changed).contains("-  tls.key: (hidden)\n+  tls.key: (hidden; another)\n");
    assertThat(leftover).startsWith("# Secret team/llm-certs must not exist: TLS is off\n");
  }

  private static final JsonNode NONE = MissingNode.getInstance();
  private static final String BOOKS =
      "managedFields: [{manager: kubectl-edit, operation: Update, time: \"2026-01-02T03:04:05Z\","
          + " fieldsV1: {\"f:spec\": {\"f:template\": {\"f:spec\": {\"f:containers\":"
          + " {'k:{\"name\":\"main\"}': {\"f:image\": {}}}}}}}}]}";

  private static String drift(ChildRole role, String planned, String live, JsonNode before) {
    Optional<ChildDrift> drift = ChildDrift.of(child(role, planned), Yaml.object(live), before);
    return drift.map(ServiceDriftTest::text).orElse("");
  }

  private static Child child(ChildRole role, String yaml) {
    ObjectNode object = Yaml.object(yaml);
    return new Child(role, object);
  }

  private static String text(ChildDrift drift) {
    return DriftText.of(
        List.of(new ServiceDrift(new NamespacedName("team", "llm"), List.of(drift), List.of())),
        false);
  }
}
