package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.llmisvc.desired.Access;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a picker needs to take turns with its like: the leases of its own pool, by name. Making one
 * cannot be limited to a name.
 */
final class EndpointPickerLeases {
  private static final List<String> GROUP = List.of("coordination.k8s.io");
  private static final List<String> LEASES = List.of("leases");

  /** What pickers of the different makes put behind the pool's name. */
  private static final List<String> MAKES =
      List.of(
          "gateway-api-inference-extension.sigs.k8s.io", "llm-d.ai", "inference-pool-discovery");

  private EndpointPickerLeases() {}

  static Stream<PolicyRule> rules(EndpointPicker picker) {
    if (!EndpointPickerArguments.electsLeader(picker)) {
      return Stream.empty();
    }
    String pool = EndpointPickerArguments.pool(picker).orElse(picker.pool().name());
    List<String> names =
        MAKES.stream()
            .map(make -> "epp-%s-%s.%s".formatted(picker.service().namespace(), pool, make))
            .toList();
    return Stream.of(
        new PolicyRuleBuilder(Access.rule(GROUP, LEASES, "get", "update"))
            .withResourceNames(names)
            .build(),
        Access.rule(GROUP, LEASES, "create"));
  }
}
