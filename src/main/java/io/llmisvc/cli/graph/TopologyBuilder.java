package io.llmisvc.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.Child;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.router.Parent;
import io.llmisvc.model.router.RouterIntent;
import io.llmisvc.model.router.TrafficSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads plans, and what their children refer to, into a {@link Topology}. Used once. */
final class TopologyBuilder {
  private static final String BASE_REF = "UserRef";

  private final List<Plan> plans;
  private final Workloads workloads;
  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private int band;

  TopologyBuilder(List<Plan> plans) {
    this.plans = plans;
    workloads = new Workloads(plans);
  }

  Topology topology() {
    for (band = 0; band < plans.size(); band++) {
      add(plans.get(band));
    }
    for (band = 0; band < plans.size(); band++) {
      link(plans.get(band));
    }
    return new Topology(new ArrayList<>(things.values()), new ArrayList<>(links));
  }

  private void add(Plan plan) {
    String service = service(plan.service().id(), said(plan), look(plan));
    List<AppliedConfig> applied = plan.composition().applied();
    int layer = 0;
    for (AppliedConfig config : applied) {
      layer++;
      String id =
          thing(
              Zone.CONFIGS,
              ServingApi.GROUP + "/" + ServingApi.CONFIG_KIND,
              ServingApi.CONFIG_KIND,
              name(config.namespace(), config.name()),
              Thing.Look.OTHER);
      link(service, id, layer + (BASE_REF.equals(config.source()) ? " baseRef" : " preset"));
    }
    for (Child child : plan.children()) {
      String id = own(child);
      if (zone(child) == Zone.CHILDREN) {
        link(service, id, "");
      }
    }
  }

  private void link(Plan plan) {
    String service = service(plan.service().id(), "", Thing.Look.OTHER);
    plan.children().forEach(this::link);
    plan.effective().ifPresent(effective -> link(plan, service, effective.router()));
    TrafficSplit split = plan.split();
    if (split != null) {
      link(plan, service, split);
    }
    for (Child child : plan.children()) {
      String id = own(child);
      if (links.stream().noneMatch(link -> link.from().equals(id) || link.to().equals(id))) {
        link(service, id, "");
      }
    }
  }

  /** Routes, Gateways and pools that the service refers to. */
  private void link(Plan plan, String service, RouterIntent router) {
    for (NamespacedName route : router.route().references()) {
      String id = other(Zone.ROUTES, Kind.HTTP_ROUTE, route);
      link(service, id, "refers to");
      router.gateways().forEach(one -> link(id, other(Zone.GATEWAYS, Kind.GATEWAY, one), ""));
    }
    boolean isOwn = plan.children().stream().anyMatch(child -> zone(child) == Zone.POOLS);
    router
        .pool()
        .poolName()
        .filter(name -> !isOwn)
        .map(name -> new NamespacedName(plan.service().namespace(), name))
        .ifPresent(
            name -> link(service, other(Zone.POOLS, Kind.INFERENCE_POOL, name), "refers to"));
  }

  private void link(Plan plan, String service, TrafficSplit split) {
    for (GroupMember member : split.members()) {
      NamespacedName name = new NamespacedName(plan.service().namespace(), member.service());
      if (!name.equals(plan.service().id())) {
        String sibling = service(name, "", Thing.Look.OTHER);
        link(service, sibling, "group %s, weight %d".formatted(split.group(), member.weight()));
        if (plans.stream().noneMatch(one -> one.service().id().equals(name))) {
          link(sibling, backend(member.backend(), name.namespace()), "");
        }
      }
    }
  }

  private void link(Child child) {
    String id = own(child);
    String namespace = child.key().namespace();
    JsonNode spec = child.object().path("spec");
    switch (child.role().kind()) {
      case SERVICE -> selects(id, namespace, spec.path("selector"));
      case INFERENCE_POOL -> pool(id, namespace, spec, "endpointPickerRef", "/matchLabels");
      case INFERENCE_POOL_V1ALPHA2 -> pool(id, namespace, spec, "extensionRef", "");
      case HTTP_ROUTE -> route(id, namespace, spec);
      case SCALED_OBJECT, HORIZONTAL_POD_AUTOSCALER ->
          scales(id, namespace, spec.path("scaleTargetRef"));
      case INFERENCE_OBJECTIVE, INFERENCE_OBJECTIVE_LLM_D, INFERENCE_MODEL ->
          pooled(id, namespace, spec.path("poolRef"));
      default -> {}
    }
  }

  private void selects(String id, String namespace, JsonNode selector) {
    workloads
        .selected(namespace, selector)
        .forEach(key -> link(id, thing(key, Thing.Look.OWN), "selects"));
  }

  private void pool(String id, String namespace, JsonNode spec, String picker, String labels) {
    selects(id, namespace, spec.at("/selector" + labels));
    String service = spec.path(picker).path("name").asText();
    if (!service.isEmpty()) {
      link(id, other(Zone.POOLS, Kind.SERVICE, new NamespacedName(namespace, service)), "asks");
    }
  }

  private void scales(String id, String namespace, JsonNode target) {
    Kind.of(target.path("apiVersion").asText(), target.path("kind").asText())
        .map(kind -> new ObjectKey(kind, namespace, target.path("name").asText()))
        .ifPresent(key -> link(id, thing(key, Thing.Look.OTHER), "scales"));
  }

  private void pooled(String id, String namespace, JsonNode ref) {
    if (!ref.path("name").asText().isEmpty()) {
      link(id, backend(ref, "InferencePool", namespace), "");
    }
  }

  private void route(String id, String namespace, JsonNode spec) {
    for (JsonNode ref : spec.path("parentRefs")) {
      Parent parent = Parent.of(ref, namespace);
      String gateway =
          thing(
              Zone.GATEWAYS,
              parent.group() + "/" + parent.kind(),
              parent.kind(),
              parent.name().toString(),
              Thing.Look.OTHER);
      link(id, gateway, parent.section().isEmpty() ? "" : "listener " + parent.section());
    }
    for (JsonNode rule : spec.path("rules")) {
      JsonNode backends = rule.path("backendRefs");
      for (JsonNode ref : backends) {
        String weight = backends.size() > 1 ? "weight " + ref.path("weight").asText("1") : "";
        link(id, backend(ref, "Service", namespace), weight);
      }
    }
  }

  private String backend(JsonNode ref, String usualKind, String namespace) {
    String kind = ref.path("kind").asText(usualKind);
    String group =
        ref.path("group").asText(kind.equals("Service") ? "" : Kind.INFERENCE_POOL.group());
    return backend(
        group, kind, name(ref.path("namespace").asText(namespace), ref.path("name").asText()));
  }

  private String backend(ObjectReference ref, String namespace) {
    return backend(
        Objects.requireNonNullElse(ref.group(), ""),
        Objects.requireNonNullElse(ref.kind(), "Service"),
        name(Objects.requireNonNullElse(ref.namespace(), namespace), ref.name()));
  }

  private String backend(String group, String kind, String name) {
    Zone zone = kind.equals("Service") ? Zone.CHILDREN : Zone.POOLS;
    return thing(zone, group + "/" + kind, kind, name, Thing.Look.OTHER);
  }

  private String own(Child child) {
    ObjectKey key = child.key();
    String kind = key.kind().kind();
    return thing(
        zone(child),
        key.kind().group() + "/" + kind,
        kind + version(key.kind()),
        name(key),
        Thing.Look.OWN);
  }

  private String other(Zone zone, Kind kind, NamespacedName name) {
    return thing(
        zone, kind.group() + "/" + kind.kind(), kind.kind(), name.toString(), Thing.Look.OTHER);
  }

  private String thing(ObjectKey key, Thing.Look look) {
    String kind = key.kind().kind();
    return thing(Zone.CHILDREN, key.kind().group() + "/" + kind, kind, name(key), look);
  }

  private String service(NamespacedName id, String said, Thing.Look look) {
    String kind = ServingApi.SERVICE_KIND;
    String text = said.isEmpty() ? kind : kind + ", " + said;
    return thing(Zone.SERVICES, ServingApi.GROUP + "/" + kind, text, id.toString(), look);
  }

  /**
   * @param type group and kind, by which a name is that of one thing
   * @param text what is said of the kind
   */
  private String thing(Zone zone, String type, String text, String name, Thing.Look look) {
    return things
        .computeIfAbsent(
            type + " " + name, any -> new Thing("n" + things.size(), zone, band, text, name, look))
        .id();
  }

  private void link(String from, String to, String label) {
    links.add(new Link(from, to, label));
  }

  private static Zone zone(Child child) {
    return switch (child.role()) {
      case ROUTE -> Zone.ROUTES;
      case GATEWAY -> Zone.GATEWAYS;
      case POOL,
          POOL_V1ALPHA2,
          OBJECTIVE,
          OBJECTIVE_LLM_D,
          INFERENCE_MODEL,
          SCHEDULER_SERVICE,
          SCHEDULER_DEPLOYMENT ->
          Zone.POOLS;
      default -> Zone.CHILDREN;
    };
  }

  private static String said(Plan plan) {
    long errors = plan.findings().stream().filter(Finding::isError).count();
    if (errors > 0) {
      return errors == 1 ? "1 error" : errors + " errors";
    }
    if (plan.service().isStopped()) {
      return "stopped";
    }
    return switch ((int) Math.min(plan.accelerators(), 2)) {
      case 0 -> "";
      case 1 -> "1 accelerator";
      default -> plan.accelerators() + " accelerators";
    };
  }

  private static Thing.Look look(Plan plan) {
    return plan.hasErrors() ? Thing.Look.BROKEN : Thing.Look.OWN;
  }

  /** Of kinds that are served in two. */
  private static String version(Kind kind) {
    return kind.version().contains("alpha") ? " " + kind.version() : "";
  }

  private static String name(ObjectKey key) {
    return name(key.namespace(), key.name());
  }

  private static String name(@Nullable String namespace, @Nullable String name) {
    return namespace == null || namespace.isEmpty() ? "" + name : namespace + "/" + name;
  }
}
