package io.llmisvc.validation;

import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.LoRASpec;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** LoRA adapters; at {@code spec.model.lora}. */
final class LoraRules {
  private static final Set<String> DOTS = Set.of(".", "..");

  private static final List<Rule<Adapter>> ADAPTER =
      List.of(
          Rule.<Adapter>required(
                  ".name", adapter -> adapter.name().isEmpty(), "is required: clients ask for it")
              .last(),
          Rule.<Adapter>error(
                  ".name",
                  adapter -> DOTS.contains(adapter.name()),
                  adapter -> "must not be " + adapter.name())
              .last(),
          Rule.error(
              ".name",
              adapter -> adapter.earlier() >= 0,
              adapter ->
                  "%s is the name of adapters[%d] already"
                      .formatted(adapter.name(), adapter.earlier())),
          Rule.error(
              ".name",
              adapter -> adapter.name().equals(adapter.modelName()),
              adapter -> adapter.name() + " is the name of the base model; choose another one"));

  private LoraRules() {}

  /**
   * @param earlier index of an adapter before this one that has the same name, or -1
   */
  private record Adapter(String name, int earlier, String modelName) {}

  static List<Finding> check(String base, LoRASpec lora, String modelName) {
    List<Finding> findings = new ArrayList<>();
    List<String> names = lora.adapters().stream().map(LoraRules::name).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Adapter adapter = new Adapter(name, names.subList(0, i).indexOf(name), modelName);
      findings.addAll(Rule.check(ADAPTER, base + ".adapters[" + i + "]", adapter));
    }
    return findings;
  }

  private static String name(LLMModelSpec adapter) {
    return Objects.requireNonNullElse(adapter.name(), "");
  }
}
