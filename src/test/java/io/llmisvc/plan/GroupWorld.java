package io.llmisvc.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A model of a cluster with services in routing groups: their specs, which of them can be sent
 * requests, and their routes as the planner wants them. Passes come in any order, as they are
 * woken; each applies what its plan says of the route.
 */
final class GroupWorld {
  private static final String NAMESPACE = "demo";
  private static final Planner PLANNER = Planner.create();
  private static final Settings SETTINGS = Settings.defaults();
  private static final ObjectNode GATEWAY =
      Yaml.objects(
              """
              apiVersion: gateway.networking.k8s.io/v1
              kind: Gateway
              metadata: {name: kserve-ingress-gateway, namespace: kserve}
              spec: {gatewayClassName: x, listeners: [{name: http, port: 80, protocol: HTTP}]}
              """)
          .getFirst();

  private final Map<NamespacedName, ObjectNode> configs = new HashMap<>();
  private final Set<Reference> asked = new HashSet<>();
  private final SortedMap<String, Wish> services = new TreeMap<>();
  private final SortedMap<String, ObjectNode> routes = new TreeMap<>();
  private final Map<String, TrafficSplit> reported = new HashMap<>();
  private final Map<String, Wish> composed = new HashMap<>();
  private final Set<String> woken = new LinkedHashSet<>();
  private Settling settling = settling(Map.of());
  private int writes;

  /** What the owner of a service wants, and whether it can be sent requests. */
  record Wish(
      String group,
      int weight,
      String model,
      boolean stopped,
      boolean broken,
      boolean ready,
      boolean deleted) {}

  GroupWorld() {
    Presets.load(SETTINGS.configPrefix(), SETTINGS.systemNamespace())
        .forEach(preset -> configs.put(ServiceMeta.of(preset).id(), preset));
  }

  SortedMap<String, Wish> services() {
    return services;
  }

  SortedMap<String, ObjectNode> routes() {
    return routes;
  }

  int writes() {
    return writes;
  }

  /** How each service that is in a group was when it could be composed last. */
  Map<String, Wish> composed() {
    return composed;
  }

  /** Of a service that there is. */
  Wish wish(String service) {
    return Objects.requireNonNull(services.get(service), service);
  }

  void want(String service, Wish wish) {
    services.put(service, wish);
    woken.add(service);
  }

  /** The operator is started again, with what is stored. */
  void restart() {
    Map<NamespacedName, Membership> stored = new HashMap<>();
    services.forEach(
        (name, wish) ->
            PLANNER
                .membership(stored(name, wish))
                .map(said -> said.withReady(wish.ready && said.member().isRunning()))
                .ifPresent(said -> stored.put(id(name), said)));
    settling = settling(stored);
    woken.addAll(services.keySet());
  }

  /** Passes in a random order until nobody is woken. */
  void settle(RandomGenerator random) {
    for (int passes = 0; !woken.isEmpty(); passes++) {
      if (passes > 2000) {
        throw new AssertionError("never quiet; woken are " + woken);
      }
      passOfAny(random);
    }
  }

  /** One pass of a service that was woken, if there is one. */
  void passOfAny(RandomGenerator random) {
    if (woken.isEmpty()) {
      return;
    }
    String name = new ArrayList<>(woken).get(random.nextInt(woken.size()));
    woken.remove(name);
    pass(name);
  }

  /** A pass of every service, woken or not. */
  void passOfAll() {
    List.copyOf(services.keySet()).forEach(this::pass);
  }

  private void pass(String name) {
    Wish wish = services.get(name);
    if (wish == null) {
      return;
    }
    if (wish.deleted) {
      leave(name);
      return;
    }
    Plan plan = settling.plan(id(name), new Lookups(name));
    plan.child(ChildRole.ROUTE).map(Child::object).ifPresent(route -> write(name, route));
    if (plan.absent().stream().map(AbsentChild::role).anyMatch(ChildRole.ROUTE::equals)) {
      write(name, null);
    }
    if (plan.effective().isPresent()) {
      reported.remove(name);
      composed.put(name, wish);
      if (plan.split() != null && !wish.stopped) {
        reported.put(name, plan.split());
      }
    }
    settling.noteReady(id(name), wish.ready && !wish.stopped);
  }

  private void leave(String name) {
    settling.noteLeaving(id(name));
    ServiceMeta meta = ServiceMeta.of(stored(name, wish(name)));
    boolean isNeeded =
        settling.group(id(name)).siblings().stream()
            .filter(member -> member.phase() != GroupMember.Phase.LEAVING)
            .map(member -> routes.get(member.service()))
            .anyMatch(route -> route != null && PLANNER.isNeededBy(meta, route));
    if (isNeeded) {
      woken.add(name);
      return;
    }
    services.remove(name);
    routes.remove(name);
    reported.remove(name);
    composed.remove(name);
    settling.forget(id(name));
  }

  private void write(String name, @Nullable ObjectNode route) {
    ObjectNode before = route == null ? routes.remove(name) : routes.put(name, route.deepCopy());
    if (route == null ? before != null : !route.equals(before)) {
      writes++;
    }
  }

  private Settling settling(Map<NamespacedName, Membership> stored) {
    return new Settling(
        PLANNER,
        new Publications(Map::of),
        Groups.live(() -> stored),
        service -> {
          if (services.containsKey(service.name())) {
            woken.add(service.name());
          }
        });
  }

  private ObjectNode stored(String name, Wish wish) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata =
        service.putObject("metadata").put("namespace", NAMESPACE).put("name", name);
    metadata.put("uid", "uid-of-" + name);
    if (wish.stopped) {
      metadata.putObject("annotations").put(ServiceMeta.STOP, "true");
    }
    if (wish.deleted) {
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    ObjectNode spec = service.putObject("spec");
    spec.putObject("model").put("name", wish.model).put("uri", "hf://org/" + wish.model);
    ObjectNode router = spec.putObject("router");
    ObjectNode scheduler = router.putObject("scheduler");
    if (wish.broken) {
      scheduler.put("replicas", 0);
    }
    ObjectNode route = router.putObject("route");
    if (!wish.group.isEmpty()) {
      route.put("group", wish.group).put("weight", wish.weight);
    }
    ObjectNode status = service.putObject("status");
    TrafficSplit split = reported.get(name);
    if (split != null) {
      ArrayNode models = status.putArray("addresses").addObject().putArray("models");
      split
          .own()
          .member()
          .models()
          .forEach(model -> models.addObject().put("name", "publishers/demo/models/" + model));
      ObjectNode group = status.putObject("router").putObject("group").put("name", split.group());
      ArrayNode members = group.putArray("members");
      split
          .members()
          .forEach(
              member ->
                  members
                      .addObject()
                      .put("name", member.service())
                      .put("weight", member.weight())
                      .<ObjectNode>set("backendRef", Trees.of(member.backend())));
    }
    return service;
  }

  private static NamespacedName id(String name) {
    return new NamespacedName(NAMESPACE, name);
  }

  private final class Lookups implements Settling.Lookups {
    private final String name;

    Lookups(String name) {
      this.name = name;
    }

    @Override
    public Inputs inputs() {
      Map<Reference, List<ObjectNode>> answers = new HashMap<>();
      asked.forEach(
          reference ->
              answers.put(
                  reference, reference.kind() == Kind.GATEWAY ? List.of(GATEWAY) : List.of()));
      Map<ObjectKey, ObjectNode> children = new HashMap<>();
      ObjectNode route = routes.get(name);
      if (route != null) {
        children.put(new ObjectKey(Kind.HTTP_ROUTE, NAMESPACE, name + "-kserve-route"), route);
      }
      return new Inputs(
          stored(name, wish(name)),
          configs,
          SETTINGS,
          new ClusterFacts(EnumSet.allOf(Kind.class), children, answers));
    }

    @Override
    public boolean lookUp(Set<Reference> references, ClusterFacts known) {
      asked.addAll(references);
      return !known.references().keySet().containsAll(references);
    }
  }
}
