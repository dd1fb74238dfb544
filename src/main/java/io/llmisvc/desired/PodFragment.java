package io.llmisvc.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.llmisvc.model.finding.Finding;
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

  private static final String ACCOUNT = "serviceAccountName";
  private static final String VOLUMES = "volumes";

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
  public ObjectNode onto(ObjectNode template) {
    ObjectNode pod = template.deepCopy();
    extend(PodTrees.items(pod, PodTrees.CONTAINERS));
    replaceInitContainers(pod);
    PodTrees.addMissing(pod, VOLUMES, volumes, Volume::getName);
    if (account != null) {
      pod.remove(ACCOUNT);
      if (!account.isEmpty()) {
        pod.put(ACCOUNT, account);
      }
    }
    return pod;
  }

  private void extend(List<ObjectNode> present) {
    for (ObjectNode container : present) {
      ContainerFragment fragment = containers.get(PodTrees.name(container));
      if (fragment != null) {
        fragment.onto(container);
      }
    }
  }

  private void replaceInitContainers(ObjectNode pod) {
    List<ObjectNode> present = PodTrees.items(pod, PodTrees.INIT_CONTAINERS);
    present.removeIf(
        container ->
            withoutInitContainers.contains(PodTrees.name(container))
                || named(initContainers, PodTrees.name(container)).isPresent());
    extend(present);
    initContainers.forEach(container -> present.add(Trees.of(container)));
    if (!present.isEmpty() || pod.has(PodTrees.INIT_CONTAINERS)) {
      pod.putArray(PodTrees.INIT_CONTAINERS).addAll(present);
    }
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
