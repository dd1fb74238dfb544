package io.llmisvc.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one feature adds to a pod. Fragments add up, and their sum is laid onto a template once.
 *
 * @param containers additions by the name of a container or an init container; a name that the
 *     template lacks is passed over
 * @param initContainers appended; a container of the same name in the template gives way
 * @param withoutInitContainers names that the template's init containers lose
 * @param items of the pod's other lists, by list: appended, each left out when the list has its
 *     name
 * @param fields of the pod, in place of the template's; a missing node takes the field away
 * @param findings what the owner should know; with an error among them the pod must not be built
 */
public record PodFragment(
    Map<String, ContainerFragment> containers,
    List<Container> initContainers,
    Set<String> withoutInitContainers,
    Map<String, List<ObjectNode>> items,
    Map<String, JsonNode> fields,
    List<Finding> findings) {
  public static final PodFragment NOTHING =
      new PodFragment(Map.of(), List.of(), Set.of(), Map.of(), Map.of(), List.of());

  private static final String ACCOUNT = "serviceAccountName";
  private static final String VOLUMES = "volumes";

  public PodFragment {
    containers = Map.copyOf(containers);
    initContainers = List.copyOf(initContainers);
    withoutInitContainers = Set.copyOf(withoutInitContainers);
    items = Map.copyOf(items);
    fields = Map.copyOf(fields);
    findings = List.copyOf(findings);
  }

  public static PodFragment container(String name, ContainerFragment fragment) {
    return new PodFragment(
        Map.of(name, fragment), List.of(), Set.of(), Map.of(), Map.of(), List.of());
  }

  public static PodFragment initContainer(Container container) {
    return new PodFragment(Map.of(), List.of(container), Set.of(), Map.of(), Map.of(), List.of());
  }

  public static PodFragment withoutInitContainer(String name) {
    return new PodFragment(Map.of(), List.of(), Set.of(name), Map.of(), Map.of(), List.of());
  }

  public static PodFragment volumes(List<Volume> volumes) {
    return items(VOLUMES, volumes);
  }

  /** A container beside the template's, unless the template has one of its name. */
  public static PodFragment sidecar(Container container) {
    return items(PodTrees.CONTAINERS, List.of(container));
  }

  /** Runs after all other init containers, unless the template has one of its name. */
  public static PodFragment lastInitContainer(Container container) {
    return items(PodTrees.INIT_CONTAINERS, List.of(container));
  }

  private static PodFragment items(String list, List<?> items) {
    List<ObjectNode> trees = items.stream().map(Trees::of).toList();
    return new PodFragment(Map.of(), List.of(), Set.of(), Map.of(list, trees), Map.of(), List.of());
  }

  /** The processes of all containers see each other. */
  public static PodFragment sharedProcesses() {
    return field("shareProcessNamespace", BooleanNode.TRUE);
  }

  /** What the pod runs as; empty text for the namespace's default. */
  public static PodFragment account(String name) {
    JsonNode value = name.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(name);
    return field(ACCOUNT, value);
  }

  private static PodFragment field(String name, JsonNode value) {
    return new PodFragment(Map.of(), List.of(), Set.of(), Map.of(), Map.of(name, value), List.of());
  }

  public static PodFragment findings(List<Finding> findings) {
    return new PodFragment(Map.of(), List.of(), Set.of(), Map.of(), Map.of(), findings);
  }

  public static PodFragment finding(Finding finding) {
    return findings(List.of(finding));
  }

  public static PodFragment all(PodFragment... parts) {
    Map<String, ContainerFragment> containers = new HashMap<>();
    List<Container> initContainers = new ArrayList<>();
    Set<String> withoutInitContainers = new HashSet<>();
    Map<String, List<ObjectNode>> items = new HashMap<>();
    Map<String, JsonNode> fields = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (PodFragment part : parts) {
      part.containers.forEach((name, of) -> containers.merge(name, of, ContainerFragment::and));
      initContainers.addAll(part.initContainers);
      withoutInitContainers.addAll(part.withoutInitContainers);
      part.items.forEach(
          (list, of) -> items.computeIfAbsent(list, it -> new ArrayList<>()).addAll(of));
      fields.putAll(part.fields);
      findings.addAll(part.findings);
    }
    return new PodFragment(
        containers, initContainers, withoutInitContainers, items, fields, findings);
  }

  public PodFragment and(PodFragment other) {
    return all(this, other);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /** The template stays as it is; what nothing is added to, the pod has in common with it. */
  public ObjectNode onto(ObjectNode template) {
    ObjectNode pod = PodTrees.withOwnContainers(template);
    extend(PodTrees.items(pod, PodTrees.CONTAINERS));
    replaceInitContainers(pod);
    items.forEach((list, added) -> PodTrees.addMissing(pod, list, added));
    fields.forEach(
        (field, value) -> {
          pod.remove(field);
          if (!value.isMissingNode()) {
            pod.set(field, value);
          }
        });
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
}
