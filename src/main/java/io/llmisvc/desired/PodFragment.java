package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.llmisvc.model.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one feature adds to a pod. Fragments add up, and their sum is laid onto a template once.
 *
 * @param containers additions by the name of a container or an init container; a name that the
 *     template lacks is passed over
 * @param initContainers appended; a container of the same name in the template gives way
 * @param withoutInitContainers names that the template's init containers lose
 * @param volumes each left out when the pod has a volume of that name
 * @param account what the pod runs as; empty text for the namespace's default, null to keep
 * @param findings what the owner should know; with an error among them the pod must not be built
 */
public record PodFragment(
    Map<String, ContainerFragment> containers,
    List<Container> initContainers,
    Set<String> withoutInitContainers,
    List<Volume> volumes,
    @Nullable String account,
    List<Finding> findings) {
  public static final PodFragment NOTHING =
      new PodFragment(Map.of(), List.of(), Set.of(), List.of(), null, List.of());

  public PodFragment {
    containers = Map.copyOf(containers);
    initContainers = List.copyOf(initContainers);
    withoutInitContainers = Set.copyOf(withoutInitContainers);
    volumes = List.copyOf(volumes);
    findings = List.copyOf(findings);
  }

  public static PodFragment container(String name, ContainerFragment fragment) {
    return new PodFragment(Map.of(name, fragment), List.of(), Set.of(), List.of(), null, List.of());
  }

  public static PodFragment initContainer(Container container) {
    return new PodFragment(Map.of(), List.of(container), Set.of(), List.of(), null, List.of());
  }

  public static PodFragment withoutInitContainer(String name) {
    return new PodFragment(Map.of(), List.of(), Set.of(name), List.of(), null, List.of());
  }

  public static PodFragment volumes(List<Volume> volumes) {
    return new PodFragment(Map.of(), List.of(), Set.of(), volumes, null, List.of());
  }

  public static PodFragment account(String name) {
    return new PodFragment(Map.of(), List.of(), Set.of(), List.of(), name, List.of());
  }

  public static PodFragment findings(List<Finding> findings) {
    return new PodFragment(Map.of(), List.of(), Set.of(), List.of(), null, findings);
  }

  public static PodFragment finding(Finding finding) {
    return findings(List.of(finding));
  }

  public static PodFragment all(PodFragment... parts) {
    return Stream.of(parts).reduce(NOTHING, PodFragment::and);
  }

  public PodFragment and(PodFragment other) {
    Map<String, ContainerFragment> merged = new LinkedHashMap<>(containers);
    other.containers.forEach((name, part) -> merged.merge(name, part, ContainerFragment::and));
    return new PodFragment(
        merged,
        join(initContainers, other.initContainers),
        Set.copyOf(join(withoutInitContainers, other.withoutInitContainers)),
        join(volumes, other.volumes),
        other.account != null ? other.account : account,
        join(findings, other.findings));
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /** The template stays as it is. */
  public PodSpec onto(PodSpec template) {
    PodSpecBuilder pod =
        new PodSpecBuilder(template)
            .withContainers(extended(template.getContainers()))
            .withInitContainers(initContainers(template))
            .withVolumes(volumes(template));
    if (account != null) {
      pod.withServiceAccountName(account.isEmpty() ? null : account);
    }
    return pod.build();
  }

  private List<Container> initContainers(PodSpec template) {
    Stream<Container> kept =
        template.getInitContainers().stream()
            .filter(container -> !withoutInitContainers.contains(container.getName()))
            .filter(container -> named(initContainers, container.getName()).isEmpty());
    return join(extended(kept.toList()), initContainers);
  }

  private List<Container> extended(List<Container> present) {
    return present.stream()
        .map(
            container ->
                Optional.ofNullable(containers.get(container.getName()))
                    .map(fragment -> fragment.onto(container))
                    .orElse(container))
        .toList();
  }

  private List<Volume> volumes(PodSpec template) {
    List<Volume> result = new ArrayList<>(template.getVolumes());
    for (Volume volume : volumes) {
      if (result.stream().noneMatch(other -> other.getName().equals(volume.getName()))) {
        result.add(volume);
      }
    }
    return result;
  }

  /** The container of this name in a list, when there is one. */
  public static Optional<Container> named(List<Container> containers, String name) {
    return containers.stream().filter(c -> name.equals(c.getName())).findFirst();
  }

  private static <T> List<T> join(Iterable<T> first, Iterable<T> second) {
    List<T> result = new ArrayList<>();
    first.forEach(result::add);
    second.forEach(result::add);
    return result;
  }
}
