package io.llmisvc.desired.storage;

import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.storage.AdapterDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A LoRA adapter, and where the model server reads it.
 *
 * @param name for which clients ask
 * @param field that says where it comes from
 */
public record Adapter(String name, ModelUri uri, String field) {
  private static final String DIRECTORY = "/mnt/lora/";

  /** Those of a service by name; one that validation refuses may be missing. */
  public static List<Adapter> of(EffectiveSpec effective) {
    LLMModelSpec model = effective.spec().model();
    List<Adapter> adapters = new ArrayList<>();
    if (model != null && model.lora() != null) {
      List<LLMModelSpec> written = model.lora().adapters();
      for (int i = 0; i < written.size(); i++) {
        String name = Objects.requireNonNullElse(written.get(i).name(), "");
        String field = "spec.model.lora.adapters[%d].uri".formatted(i);
        ModelUri.parse(Objects.requireNonNullElse(written.get(i).uri(), ""))
            .ifPresent(uri -> adapters.add(new Adapter(name, uri, field)));
      }
    }
    adapters.sort(Comparator.comparing(Adapter::name));
    return adapters;
  }

  /** A directory of its own, as validation sees to. */
  public String path() {
    return DIRECTORY + AdapterDirectory.of(name);
  }

  boolean isClaim() {
    return uri.scheme().equals("pvc");
  }
}
