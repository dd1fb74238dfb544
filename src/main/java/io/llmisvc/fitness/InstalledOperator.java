package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operator as its Deployment has it.
 *
 * @param environment what is written there and in the annotations of its pods
 */
public record InstalledOperator(ObjectNode deployment, Map<String, String> environment) {
  static final String NAME = "llmisvc-controller-manager";

  private static final Pattern ANNOTATION = Pattern.compile("metadata\\.annotations\\['(.+)']");

  /** The one of the system namespace. */
  static Optional<InstalledOperator> of(Snapshot snapshot) {
    return of(snapshot.all(ClusterPart.DEPLOYMENTS), snapshot.systemNamespace());
  }

  /**
   * The one of a namespace, by its label, which KServe's does not have.
   *
   * @param deployments of any namespace
   */
  public static Optional<InstalledOperator> of(
      List<ObjectNode> deployments, String systemNamespace) {
    return deployments.stream()
        .filter(object -> Traits.namespace(object).equals(systemNamespace))
        .filter(InstalledOperator::isOurs)
        .findFirst()
        .map(object -> new InstalledOperator(object, environment(object, systemNamespace)));
  }

  static boolean isOurs(JsonNode deployment) {
    return deployment
            .at("/spec/template/spec/containers")
            .valueStream()
            .anyMatch(
                container ->
                    container
                        .path("args")
                        .valueStream()
                        .anyMatch(it -> it.asText().equals("operator")))
        && deployment.at("/spec/template/metadata/labels").path(Labels.NAME).asText().equals(NAME);
  }

  /** A variable of its environment. */
  String variable(String name, String otherwise) {
    return environment.getOrDefault(name, otherwise);
  }

  /** The account of its pods. */
  String account() {
    return deployment.at("/spec/template/spec/serviceAccountName").asText("default");
  }

  /** The namespaces in which it works; empty for all. */
  public List<String> watchedNamespaces() {
    return OperatorEnvironment.of(environment, List.of()).watchedNamespaces();
  }

  /** What the names of its presets begin with. */
  String presetPrefix() {
    return OperatorEnvironment.of(environment, List.of()).configPrefix();
  }

  private static Map<String, String> environment(JsonNode deployment, String systemNamespace) {
    JsonNode annotations = deployment.at("/spec/template/metadata/annotations");
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
      Matcher annotation =
          ANNOTATION.matcher(variable.at("/valueFrom/fieldRef/fieldPath").asText());
      String value =
          annotation.matches()
              ? annotations.path(annotation.group(1)).asText()
              : variable.path("value").asText();
      if (annotation.matches() || variable.has("value")) {
        environment.put(variable.path("name").asText(), value);
      }
    }
    environment.put("POD_NAMESPACE", systemNamespace);
    return environment;
  }
}
