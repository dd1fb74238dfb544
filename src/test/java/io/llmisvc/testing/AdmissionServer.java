package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Somebody's admission webhook, which answers as the test says and remembers what it was asked. */
public final class AdmissionServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ReviewServer server;

  private AdmissionServer(Function<JsonNode, ObjectNode> verdict) throws IOException {
    server = ReviewServer.start(review -> answer(review.path("request"), verdict));
  }

  /**
   * @param verdict from a review's request to its response; it may take its time
   */
  public static AdmissionServer start(Function<JsonNode, ObjectNode> verdict) throws IOException {
    return new AdmissionServer(verdict);
  }

  /** Lets an object pass as it is. */
  public static ObjectNode allow() {
    return JSON.createObjectNode().put("allowed", true);
  }

  /** Refuses an object. */
  public static ObjectNode deny(String message) {
    ObjectNode response = JSON.createObjectNode().put("allowed", false);
    response.putObject("status").put("message", message);
    return response;
  }

  /** Lets an object pass, changed. */
  public static ObjectNode change(String jsonPatch) {
    byte[] bytes = jsonPatch.getBytes(StandardCharsets.UTF_8);
    return allow()
        .put("patchType", "JSONPatch")
        .put("patch", Base64.getEncoder().encodeToString(bytes));
  }

  /** Namespace, resource and name of each object, in the order of the reviews. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** How a webhook configuration names this server. */
  public String clientConfig() {
    return server.clientConfig();
  }

  /**
   * A configuration by which the server reviews what one user writes in namespaces with the label
   * {@code hostile: "yes"}.
   *
   * @param groups a list of API groups, as YAML
   */
  public static String configuration(String clientConfig, String user, String groups) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: hanging}
    webhooks:
    - name: hanging.example.com
      clientConfig: %s
      namespaceSelector: {matchLabels: {hostile: "yes"}}
      matchConditions:
      - {name: only-the-user, expression: "request.userInfo.username == '%s'"}
      rules: [{apiGroups: %s, apiVersions: ["*"], operations: [CREATE, UPDATE], resources: ["*/*"]}]
      failurePolicy: Fail
      timeoutSeconds: 30
      sideEffects: None
      admissionReviewVersions: [v1]
    """
        .formatted(clientConfig, user, groups);
  }

  private ObjectNode answer(JsonNode request, Function<JsonNode, ObjectNode> verdict) {
    asked.add(
        String.join(
            "/",
            request.path("namespace").asText(),
            request.at("/resource/resource").asText(),
            request.path("name").asText()));
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    review.set("response", verdict.apply(request).set("uid", request.path("uid")));
    return review;
  }

  @Override
  public void close() {
    server.close();
  }
}
