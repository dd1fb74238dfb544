package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a feature adds to one container.
 *
 * @param env replaces variables of the same name
 * @param argsBefore put in front of the container's own arguments
 * @param argsAfter put behind them
 * @param mounts each left out when the container already mounts a volume of that name
 */
public record ContainerFragment(
    List<EnvVar> env, List<String> argsBefore, List<String> argsAfter, List<VolumeMount> mounts) {
  public ContainerFragment {
    env = List.copyOf(env);
    argsBefore = List.copyOf(argsBefore);
    argsAfter = List.copyOf(argsAfter);
    mounts = List.copyOf(mounts);
  }

  public static ContainerFragment env(EnvVar... variables) {
    return new ContainerFragment(List.of(variables), List.of(), List.of(), List.of());
  }

  public static ContainerFragment mounts(VolumeMount... mounts) {
    return new ContainerFragment(List.of(), List.of(), List.of(), List.of(mounts));
  }

  public ContainerFragment and(ContainerFragment other) {
    return new ContainerFragment(
        join(env, other.env),
        join(argsBefore, other.argsBefore),
        join(argsAfter, other.argsAfter),
        join(mounts, other.mounts));
  }

  Container onto(Container container) {
    return new ContainerBuilder(container)
        .withEnv(Environment.of(container).setAll(env).variables())
        .withArgs(join(join(argsBefore, container.getArgs()), argsAfter))
        .withVolumeMounts(mounted(container.getVolumeMounts()))
        .build();
  }

  private List<VolumeMount> mounted(List<VolumeMount> present) {
    List<VolumeMount> result = new ArrayList<>(present);
    for (VolumeMount mount : mounts) {
      if (present.stream().noneMatch(other -> other.getName().equals(mount.getName()))) {
        result.add(mount);
      }
    }
    return result;
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
