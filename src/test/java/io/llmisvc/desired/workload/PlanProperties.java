package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What holds for every plan of a workload. */
final class PlanProperties {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private PlanProperties() {}

  static void check(Desired desired) {
    desired.children().forEach(PlanProperties::check);
    desired.absent().forEach(child -> checkName(child.key().kind().kind(), child.key().name()));
    desired.children().forEach(PlanProperties::checkGroups);
  }

  private static void check(Child child) {
    JsonNode object = child.object();
    checkName(object.path("kind").asText(), object.path("metadata").path("name").asText());
    checkLabels(object.path("metadata"));
    pods(object)
        .forEach(
            pod -> {
              checkLabels(pod.path("metadata"));
              checkMounts(pod.path("spec"));
              checkVariables(pod.path("spec"));
            });
    if (object.path("kind").asText().equals("Deployment")) {
      JsonNode labels = object.at("/spec/template/metadata/labels");
      object
          .at("/spec/selector/matchLabels")
          .properties()
          .forEach(e -> assertThat(labels.path(e.getKey())).isEqualTo(e.getValue()));
    }
  }

  private static void checkName(String kind, String name) {
    Pattern pattern = kind.equals("Service") ? DNS_LABEL : SUBDOMAIN;
    assertThat(name).matches(pattern).hasSizeLessThanOrEqualTo(63);
  }

  /** A StatefulSet of each group, its index and the hash of its revision make a label value. */
  private static void checkGroups(Child child) {
    if (child.object().path("kind").asText().equals("LeaderWorkerSet")) {
      assertThat(child.key().name() + "-9-1234567890").matches(LABEL_VALUE);
    }
  }

  private static void checkLabels(JsonNode metadata) {
    metadata.path("labels").forEach(value -> assertThat(value.asText()).matches(LABEL_VALUE));
  }

  private static void checkMounts(JsonNode pod) {
    List<String> volumes = stream(pod.path("volumes")).map(v -> v.path("name").asText()).toList();
    assertThat(volumes).doesNotHaveDuplicates();
    containers(pod)
        .forEach(
            container -> {
              List<JsonNode> mounts = stream(container.path("volumeMounts")).toList();
              assertThat(mounts).allMatch(mount -> volumes.contains(mount.path("name").asText()));
              assertThat(mounts.stream().map(mount -> mount.path("mountPath").asText()))
                  .doesNotHaveDuplicates();
            });
    assertThat(containers(pod).map(container -> container.path("name").asText()))
        .doesNotHaveDuplicates();
  }

  private static void checkVariables(JsonNode pod) {
    containers(pod)
        .forEach(
            container ->
                assertThat(stream(container.path("env")).map(v -> v.path("name").asText()))
                    .doesNotHaveDuplicates());
  }

  private static Stream<JsonNode> containers(JsonNode pod) {
    return Stream.concat(stream(pod.path("containers")), stream(pod.path("initContainers")));
  }

  private static List<JsonNode> pods(JsonNode object) {
    List<JsonNode> pods = new ArrayList<>();
    pods.add(object.at("/spec/template"));
    pods.add(object.at("/spec/leaderWorkerTemplate/leaderTemplate"));
    pods.add(object.at("/spec/leaderWorkerTemplate/workerTemplate"));
    pods.removeIf(JsonNode::isMissingNode);
    return pods;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
