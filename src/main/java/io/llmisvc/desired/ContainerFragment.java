package io.llmisvc.desired;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.llmisvc.model.storage.ByteCount;
import io.llmisvc.tree.Trees;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a feature adds to one container.
 *
 * @param env replaces variables of the same name
 * @param defaults each left out when there is a variable of that name
 * @param argsBefore put in front of the container's own arguments
 * @param argsAfter put behind them
 * @param mounts each left out when the container already mounts a volume of that name
 * @param requests by resource, in bytes: added to what the container requests
 * @param members members of the container's objects, by object, in place of the container's
 */
public record ContainerFragment(
    List<EnvVar> env,
    List<EnvVar> defaults,
    List<String> argsBefore,
    List<String> argsAfter,
    List<VolumeMount> mounts,
    Map<String, Quantity> requests,
    Map<String, ObjectNode> members) {
  public static final ContainerFragment NOTHING =
      new ContainerFragment(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final String MOUNTS = "volumeMounts";

  public ContainerFragment {
    env = List.copyOf(env);
    defaults = List.copyOf(defaults);
    argsBefore = List.copyOf(argsBefore);
    argsAfter = List.copyOf(argsAfter);
    mounts = List.copyOf(mounts);
    requests = Map.copyOf(requests);
    members = Map.copyOf(members);
  }

  private ContainerFragment(
      List<EnvVar> env,
      List<EnvVar> defaults,
      List<String> argsBefore,
      List<String> argsAfter,
      List<VolumeMount> mounts) {
    this(env, defaults, argsBefore, argsAfter, mounts, Map.of(), Map.of());
  }

  public static ContainerFragment env(EnvVar... variables) {
    return new ContainerFragment(List.of(variables), List.of(), List.of(), List.of(), List.of());
  }

  public static ContainerFragment defaults(List<EnvVar> variables) {
    return new ContainerFragment(List.of(), variables, List.of(), List.of(), List.of());
  }

  public static ContainerFragment args(List<String> before, List<String> after) {
    return new ContainerFragment(List.of(), List.of(), before, after, List.of());
  }

  public static ContainerFragment mounts(VolumeMount... mounts) {
    return new ContainerFragment(List.of(), List.of(), List.of(), List.of(), List.of(mounts));
  }

  /** Nothing for an amount of zero. */
  public static ContainerFragment request(String resource, Quantity amount) {
    return ByteCount.isZero(amount)
        ? NOTHING
        : new ContainerFragment(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(resource, amount),
            Map.of());
  }

  public static ContainerFragment runAsUser(long user) {
    ObjectNode member = JsonNodeFactory.instance.objectNode().put("runAsUser", user);
    return new ContainerFragment(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of("securityContext", member));
  }

  public ContainerFragment and(ContainerFragment other) {
    return new ContainerFragment(
        join(env, other.env),
        join(defaults, other.defaults),
        join(argsBefore, other.argsBefore),
        join(argsAfter, other.argsAfter),
        join(mounts, other.mounts),
        join(requests, other.requests, ByteCount::sum),
        join(members, other.members, (a, b) -> a.deepCopy().setAll(b)));
  }

  /**
   * Where a container mounts a volume of its own, and this would put something else.
   *
   * @param paths where this puts something beside its mounts
   */
  public Optional<String> clash(Container container, String... paths) {
    Set<String> own = mounts.stream().map(VolumeMount::getName).collect(Collectors.toSet());
    Set<String> taken =
        container.getVolumeMounts().stream()
            .filter(mount -> !own.contains(mount.getName()))
            .map(VolumeMount::getMountPath)
            .collect(Collectors.toSet());
    return mounts.isEmpty()
        ? Optional.empty()
        : Stream.concat(mounts.stream().map(VolumeMount::getMountPath), Stream.of(paths))
            .filter(taken::contains)
            .findFirst();
  }

  /**
   * @param container whose members are replaced, and not changed
   */
  void onto(ObjectNode container) {
    setVariables(container);
    if (!argsBefore.isEmpty() || !argsAfter.isEmpty()) {
      List<String> args = PodTrees.words(container, PodTrees.ARGS);
      PodTrees.setWords(container, PodTrees.ARGS, join(join(argsBefore, args), argsAfter));
    }
    addMounts(container);
    addRequests(container);
    members.forEach((object, added) -> PodTrees.ownObject(container, object).setAll(added));
  }

  /**
   * As in {@link ContainerEnvironment}: a name stands once, and the last one of a name stands last.
   */
  private void setVariables(ObjectNode container) {
    Map<String, ObjectNode> variables = new LinkedHashMap<>();
    for (ObjectNode variable : PodTrees.items(container, PodTrees.ENV)) {
      variables.remove(PodTrees.name(variable));
      variables.put(PodTrees.name(variable), variable);
    }
    for (EnvVar variable : env) {
      variables.remove(variable.getName());
      variables.put(variable.getName(), Trees.of(variable));
    }
    defaults.forEach(variable -> variables.putIfAbsent(variable.getName(), Trees.of(variable)));
    if (!variables.isEmpty()) {
      container.putArray(PodTrees.ENV).addAll(variables.values());
    }
  }

  private void addMounts(ObjectNode container) {
    Set<String> mounted = new HashSet<>();
    PodTrees.items(container, MOUNTS).forEach(mount -> mounted.add(PodTrees.name(mount)));
    List<ObjectNode> missing =
        mounts.stream().filter(mount -> !mounted.contains(mount.getName())).map(Trees::of).toList();
    if (!missing.isEmpty()) {
      PodTrees.ownList(container, MOUNTS).addAll(missing);
    }
  }

  private void addRequests(ObjectNode container) {
    if (requests.isEmpty()) {
      return;
    }
    ObjectNode present = PodTrees.ownObject(PodTrees.ownObject(container, "resources"), "requests");
    requests.forEach(
        (resource, amount) -> {
          Quantity before = new Quantity(present.path(resource).asText("0"));
          present.put(resource, ByteCount.sum(before, amount).toString());
        });
  }

  private static <V> Map<String, V> join(
      Map<String, V> first, Map<String, V> second, BinaryOperator<V> both) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    Map<String, V> result = new LinkedHashMap<>(first);
    second.forEach((name, added) -> result.merge(name, added, both));
    return result;
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
