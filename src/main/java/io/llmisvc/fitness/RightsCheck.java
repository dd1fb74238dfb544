package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the operator's account may do, by the roles that it is bound to. */
final class RightsCheck {
  private static final String SHIPPED_NAMESPACE = "kserve";
  private static final String EVERYWHERE = "";

  /** Who works in some namespaces only does without these, or lists them nowhere. */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "clusterrolebindings",
          "clusterroles",
          "customresourcedefinitions",
          "customresourcedefinitions/status",
          "gatewayclasses",
          "localmodelcaches",
          "mutatingwebhookconfigurations",
          "namespaces",
          "referencegrants",
          "validatingwebhookconfigurations");

  private final Snapshot snapshot;
  private final String account;
  private final List<String> watched;

  private RightsCheck(Snapshot snapshot, String account, List<String> watched) {
    this.snapshot = snapshot;
    this.account = account;
    this.watched = watched;
  }

  static List<FitnessLine> of(Snapshot snapshot, Shipped shipped) {
    if (!snapshot.knows(
        ClusterPart.CLUSTER_ROLES,
        ClusterPart.CLUSTER_ROLE_BINDINGS,
        ClusterPart.ROLES,
        ClusterPart.ROLE_BINDINGS)) {
      return List.of();
    }
    List<ObjectNode> roles = new ArrayList<>(shipped.roles());
    String account = InstalledOperator.NAME;
    List<String> watched = List.of();
    InstalledOperator operator = InstalledOperator.of(snapshot).orElse(null);
    if (operator != null) {
      account = operator.account();
      watched = operator.watchedNamespaces();
      if (operator.variable("LLMISVC_WEBHOOKS", "off").equals("self-managed")) {
        roles.addAll(shipped.certificateRoles());
      }
    }
    return new RightsCheck(snapshot, account, watched).compare(roles);
  }

  private List<FitnessLine> compare(List<ObjectNode> roles) {
    String id = snapshot.systemNamespace() + "/" + account;
    Set<String> missing = new LinkedHashSet<>();
    required(roles)
        .forEach(
            (namespace, rules) -> {
              List<AccessRule> held = held(namespace);
              rules.stream()
                  .flatMap(AccessRule::parts)
                  .forEach(part -> describe(part, held, namespace).forEach(missing::add));
            });
    return missing.isEmpty()
        ? List.of(Outcome.RIGHTS_OK.line(id))
        : missing.stream().map(right -> Outcome.RIGHT_MISSING.line(id, right)).toList();
  }

  private static Stream<String> describe(AccessRule part, List<AccessRule> held, String namespace) {
    Set<String> verbs = part.missingIn(held);
    return verbs.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s %s%s"
                .formatted(
                    String.join(", ", verbs),
                    part,
                    namespace.isEmpty() ? "" : " in namespace " + namespace));
  }

  /** By namespace, empty for everywhere. */
  private Map<String, List<AccessRule>> required(List<ObjectNode> shipped) {
    Map<String, List<AccessRule>> required = new LinkedHashMap<>();
    for (ObjectNode binding : shipped) {
      if (isOf(binding, InstalledOperator.NAME, SHIPPED_NAMESPACE)) {
        List<AccessRule> rules = role(shipped, binding);
        for (String namespace : places(binding)) {
          required
              .computeIfAbsent(namespace, any -> new ArrayList<>())
              .addAll(watched.isEmpty() ? rules : rules.stream().filter(this::isPlaced).toList());
        }
      }
    }
    return required;
  }

  private boolean isPlaced(AccessRule rule) {
    return rule.resources().stream().noneMatch(OF_THE_CLUSTER::contains);
  }

  private Set<String> places(ObjectNode binding) {
    if (binding.path("kind").asText().equals("RoleBinding")) {
      return Set.of(snapshot.systemNamespace());
    }
    return watched.isEmpty() ? Set.of(EVERYWHERE) : new TreeSet<>(watched);
  }

  /** What the account has in a namespace, or everywhere. */
  private List<AccessRule> held(String namespace) {
    List<AccessRule> rules = new ArrayList<>();
    List<ObjectNode> roles = new ArrayList<>(snapshot.all(ClusterPart.CLUSTER_ROLES));
    roles.addAll(snapshot.all(ClusterPart.ROLES));
    Stream.of(ClusterPart.CLUSTER_ROLE_BINDINGS, ClusterPart.ROLE_BINDINGS)
        .flatMap(part -> snapshot.all(part).stream())
        .filter(
            binding ->
                Traits.namespace(binding).isEmpty() || Traits.namespace(binding).equals(namespace))
        .filter(binding -> isOf(binding, account, snapshot.systemNamespace()))
        .forEach(binding -> rules.addAll(role(roles, binding)));
    return rules;
  }

  private static List<AccessRule> role(List<ObjectNode> roles, ObjectNode binding) {
    JsonNode ref = binding.path("roleRef");
    boolean isInNamespace = ref.path("kind").asText().equals("Role");
    return roles.stream()
        .filter(role -> role.path("kind").equals(ref.path("kind")))
        .filter(role -> Traits.name(role).equals(ref.path("name").asText()))
        .filter(role -> !isInNamespace || Traits.namespace(role).equals(Traits.namespace(binding)))
        .flatMap(role -> AccessRule.of(role).stream())
        .toList();
  }

  private static boolean isOf(ObjectNode binding, String account, String namespace) {
    Set<String> groups =
        Set.of(
            "system:authenticated",
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace);
    return Trees.objects(binding.path("subjects"))
        .anyMatch(
            subject ->
                switch (subject.path("kind").asText()) {
                  case "ServiceAccount" ->
                      subject.path("name").asText().equals(account)
                          && subject.path("namespace").asText().equals(namespace);
                  case "Group" -> groups.contains(subject.path("name").asText());
                  default -> false;
                });
  }
}
