package io.llmisvc.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of {@code reflect-config.json}, as far as the binary uses it.
 *
 * <p>Quarkus registers the whole model of the Kubernetes client, and with it all of its code gets
 * into the binary: each class could be loaded as a service, the client's methods name each, and
 * classes lead to their builders. But nothing here reads an object without saying as what, calls
 * the client by names of methods, or makes a builder by reflection. So a class of the model is
 * registered when code leads to it, and then whole.
 */
record ReflectionEntry(JsonNode json) {
  private static final Pattern MODEL =
      Pattern.compile("io\\.fabric8\\.(kubernetes\\.api\\.model|openshift|knative)\\..*");
  private static final Pattern BUILDER =
      Pattern.compile(
          "io\\.fabric8\\.kubernetes\\.api\\.(builder\\..*|model\\..*(Builder|Fluent|Nested))");

  /** JSON has no use for them. */
  private static final Set<String> TO_BUILDER = Set.of("edit", "toBuilder");

  private static final Pattern CLIENT =
      Pattern.compile("io\\.fabric8\\.kubernetes\\.client\\..*KubernetesClient(Impl)?");

  /** A method or, as {@code <init>}, a constructor. */
  record Signature(String name, List<String> parameters) {}

  String type() {
    return json.path("name").textValue();
  }

  boolean isUsed() {
    return !BUILDER.matcher(type()).matches();
  }

  /** Otherwise the class is in the binary because it is registered. */
  boolean onlyWhenReached() {
    return isModel() || json.path("condition").has("typeReachable");
  }

  private boolean isModel() {
    return isModel(type());
  }

  /** Whether a class is one of the client's model. */
  static boolean isModel(String type) {
    return MODEL.matcher(type).matches();
  }

  boolean allConstructors() {
    return all("Constructors");
  }

  boolean allMethods() {
    return all("Methods") && !CLIENT.matcher(type()).matches();
  }

  /** Whether a method, when all are registered, is more than found. */
  boolean mayCall(String method) {
    return !isModel() || !TO_BUILDER.contains(method);
  }

  boolean allFields() {
    return all("Fields");
  }

  boolean allClasses() {
    return all("Classes");
  }

  private boolean all(String members) {
    return json.path("allDeclared" + members).booleanValue();
  }

  /** To be called. */
  List<Signature> methods() {
    return signatures("methods");
  }

  /** To be found, and not called. */
  List<Signature> queriedMethods() {
    return signatures("queriedMethods");
  }

  private List<Signature> signatures(String member) {
    List<Signature> signatures = new ArrayList<>();
    for (JsonNode method : json.path(member)) {
      List<String> parameters = new ArrayList<>();
      method.path("parameterTypes").forEach(type -> parameters.add(type.textValue()));
      signatures.add(new Signature(method.path("name").textValue(), parameters));
    }
    return signatures;
  }

  List<String> fields() {
    return json.path("fields").findValuesAsText("name");
  }
}
