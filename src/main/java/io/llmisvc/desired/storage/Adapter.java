package io.llmisvc.desired.storage;

import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.model.EffectiveSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A LoRA adapter, and where the model server reads it.
 *
 * @param name for which clients ask
 */
public record Adapter(String name, ModelUri uri) {
  private static final String DIRECTORY = "/mnt/lora/";

  /** Those of a service by name; one that validation refuses may be missing. */
  public static List<Adapter> of(EffectiveSpec effective) {
    LLMModelSpec model = effective.spec().model();
    List<Adapter> adapters = new ArrayList<>();
    if (model != null && model.lora() != null) {
      for (LLMModelSpec adapter : model.lora().adapters()) {
        String name = Objects.requireNonNullElse(adapter.name(), "");
        ModelUri.parse(Objects.requireNonNullElse(adapter.uri(), ""))
            .ifPresent(uri -> adapters.add(new Adapter(name, uri)));
      }
    }
    adapters.sort(Comparator.comparing(Adapter::name));
    return adapters;
  }

  /** A directory of its own, as validation sees to. */
  public String path() {
    return DIRECTORY + name.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  boolean isClaim() {
    return uri.scheme().equals("pvc");
  }
}
