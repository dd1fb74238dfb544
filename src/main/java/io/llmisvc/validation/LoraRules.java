package io.llmisvc.validation;

import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.LoRASpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.storage.AdapterDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** LoRA adapters; at {@code spec.model.lora}. */
final class LoraRules {
  private static final Set<String> DOTS = Set.of(".", "..");
  private static final Pattern SOURCE =
      Pattern.compile("(hf|s3|pvc)://[^/].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final List<Rule<Adapter>> NAMES =
      List.of(
          Rule.<Adapter>required(
                  ".name", adapter -> adapter.name().isEmpty(), "is required: clients ask for it")
              .last(),
          Rule.<Adapter>error(
                  ".name",
                  adapter -> DOTS.contains(adapter.name()),
                  adapter -> "must not be " + adapter.name())
              .last(),
          Rule.<Adapter>error(
                  ".name",
                  adapter -> adapter.earlier(Adapter::name) >= 0,
                  adapter ->
                      "%s is the name of adapters[%d] already"
                          .formatted(adapter.name(), adapter.earlier(Adapter::name)))
              .last(),
          Rule.error(
              ".name",
              adapter -> adapter.earlier(Adapter::directory) >= 0,
              adapter ->
                  "%s differs from the name of adapters[%d] only in characters that no directory has"
                      .formatted(adapter.name(), adapter.earlier(Adapter::directory))),
          Rule.error(
              ".name",
              adapter -> adapter.name().equals(adapter.modelName()),
              adapter -> adapter.name() + " is the name of the base model; choose another one"));

  private static final List<Rule<Adapter>> URI =
      List.of(
          Rule.<Adapter>required(
                  ".uri",
                  adapter -> adapter.uri().isEmpty(),
                  adapter -> "adapter %s comes from nowhere; set it".formatted(adapter.name()))
              .last(),
          Rule.error(
              ".uri",
              adapter -> !SOURCE.matcher(adapter.uri()).matches(),
              adapter ->
                  "%s is nothing that adapter %s can come from; use hf://, s3:// or pvc://"
                      .formatted(adapter.uri(), adapter.name())));

  private static final List<Rule<LLMInferenceServiceSpec>> WHOLE =
      List.of(
          Rule.error(
              ".adapters",
              spec -> isSwitchedOff(spec) && !adapters(spec).isEmpty(),
              "adapters are brought by the storage initializer; remove"
                  + " spec.storageInitializer.enabled: false, or give --lora-modules to vLLM yourself"),
          Rule.warning(
              ".maxCpuAdapters",
              spec -> lora(spec) instanceof LoRASpec lora && isBelow(lora.maxCpuAdapters(), lora),
              "vLLM does not start with fewer adapters in CPU memory than in a batch"
                  + " (maxAdapters)"));

  private LoraRules() {}

  /**
   * @param before the adapters before this one
   */
  private record Adapter(String name, String uri, String modelName, List<Adapter> before) {
    /** Index of an adapter before this one that has the same in a place, or -1. */
    int earlier(Function<Adapter, String> place) {
      return before.stream().map(place).toList().indexOf(place.apply(this));
    }

    /** Where its files go. */
    String directory() {
      return AdapterDirectory.of(name);
    }
  }

  static List<Finding> check(String base, LLMInferenceServiceSpec spec, String modelName) {
    List<Finding> findings = new ArrayList<>(Rule.check(WHOLE, base, spec));
    List<Adapter> adapters = new ArrayList<>();
    for (LLMModelSpec adapter : adapters(spec)) {
      String path = base + ".adapters[" + adapters.size() + "]";
      Adapter checked =
          new Adapter(text(adapter.name()), text(adapter.uri()), modelName, List.copyOf(adapters));
      findings.addAll(Rule.check(NAMES, path, checked));
      findings.addAll(Rule.check(URI, path, checked));
      adapters.add(checked);
    }
    return findings;
  }

  private static @Nullable LoRASpec lora(LLMInferenceServiceSpec spec) {
    return spec.model() == null ? null : spec.model().lora();
  }

  private static List<LLMModelSpec> adapters(LLMInferenceServiceSpec spec) {
    LoRASpec lora = lora(spec);
    return lora == null ? List.of() : lora.adapters();
  }

  private static boolean isSwitchedOff(LLMInferenceServiceSpec spec) {
    return spec.storageInitializer() != null
        && Boolean.FALSE.equals(spec.storageInitializer().enabled());
  }

  private static boolean isBelow(@Nullable Integer inMemory, LoRASpec lora) {
    return inMemory != null && lora.maxAdapters() != null && inMemory < lora.maxAdapters();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
