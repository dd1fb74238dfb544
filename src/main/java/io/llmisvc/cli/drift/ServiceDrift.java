package io.llmisvc.cli.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a service that are not as planned, in the order of their roles. Stages of the plan
 * that rest on what could not be read are left out.
 *
 * @param unread what may not be read, each in a line that names the missing right
 */
public record ServiceDrift(NamespacedName service, List<ChildDrift> children, List<String> unread) {
  public ServiceDrift {
    children = List.copyOf(children);
    unread = List.copyOf(unread);
  }

  /**
   * @param before what was planned until now; absent when there is one plan only
   * @param live the objects that the service controls
   * @param others what the cluster has under a key, for an object that is not among them: shared
   *     ones, and those of others
   */
  public static ServiceDrift of(
      Plan plan,
      @Nullable Plan before,
      Map<ObjectKey, ObjectNode> live,
      Function<ObjectKey, Optional<ObjectNode>> others) {
    List<ChildDrift> children = new ArrayList<>();
    Set<String> unread = new TreeSet<>();
    plan.children().stream()
        .filter(child -> plan.isKnown(child.role().stage()))
        .sorted(Comparator.comparing(Child::role).thenComparing(Child::key))
        .forEach(
            child -> {
              try {
                Optional<ObjectNode> found =
                    Optional.ofNullable(live.get(child.key())).or(() -> others.apply(child.key()));
                ChildDrift.of(child, found.orElse(null), planned(before, child))
                    .ifPresent(children::add);
              } catch (ReadRefusedException e) {
                unread.add(e.getMessage());
              }
            });
    plan.absent().stream()
        .filter(child -> plan.isKnown(child.role().stage()))
        .sorted(Comparator.comparing(AbsentChild::role).thenComparing(AbsentChild::key))
        .forEach(
            absent ->
                Optional.ofNullable(live.get(absent.key()))
                    .ifPresent(object -> children.add(ChildDrift.leftover(absent, object))));
    return new ServiceDrift(plan.service().id(), children, List.copyOf(unread));
  }

  private static JsonNode planned(@Nullable Plan before, Child child) {
    if (before == null) {
      return MissingNode.getInstance();
    }
    return before.children().stream()
        .filter(other -> other.key().equals(child.key()))
        .<JsonNode>map(Child::object)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
