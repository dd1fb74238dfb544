package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A container's variables in order, each name at most once: the API server refuses an applied list
 * that holds a key twice.
 */
public record ContainerEnvironment(List<EnvVar> variables) {
  public ContainerEnvironment {
    variables = List.copyOf(variables);
  }

  public static ContainerEnvironment of(Container container) {
    return new ContainerEnvironment(List.of()).setAll(container.getEnv());
  }

  public static EnvVar literal(String name, String value) {
    return new EnvVar(name, value, null);
  }

  public static EnvVar fromSecret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }

  /** A field of the pod itself. */
  public static EnvVar fromField(String name, String field) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(field)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  /** The last one of a name wins, and stands last: what a kubelet does with two of a name. */
  public ContainerEnvironment set(EnvVar variable) {
    return setAll(List.of(variable));
  }

  public ContainerEnvironment setAll(List<EnvVar> added) {
    SequencedMap<String, EnvVar> result = new LinkedHashMap<>();
    variables.forEach(variable -> result.put(variable.getName(), variable));
    added.forEach(variable -> result.putLast(variable.getName(), variable));
    return new ContainerEnvironment(List.copyOf(result.values()));
  }

  public ContainerEnvironment setIfAbsent(EnvVar variable) {
    return has(variable.getName()) ? this : set(variable);
  }

  /**
   * Adds a variable, or puts a literal value in place of another one; a reference that is already
   * there stays, and so does anything that a reference would replace.
   */
  public ContainerEnvironment merge(EnvVar variable) {
    if (!has(variable.getName())) {
      return set(variable);
    }
    if (variable.getValueFrom() != null) {
      return this;
    }
    return new ContainerEnvironment(
        variables.stream()
            .map(other -> isLiteral(other, variable.getName()) ? variable : other)
            .toList());
  }

  public boolean has(String name) {
    return variables.stream().anyMatch(variable -> variable.getName().equals(name));
  }

  /** The value written in place; empty for a variable that is absent or comes from elsewhere. */
  public Optional<String> value(String name) {
    return variables.stream()
        .filter(variable -> isLiteral(variable, name))
        .map(variable -> Objects.requireNonNullElse(variable.getValue(), ""))
        .findFirst();
  }

  private static boolean isLiteral(EnvVar variable, String name) {
    return variable.getName().equals(name) && variable.getValueFrom() == null;
  }
}
