package io.llmisvc.desired.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import java.util.List;
import java.util.Optional;

/**
 * One pod that needs the model.
 *
 * @param template the pod before anything is added
 * @param live the spec of the pod template that runs now, a missing node when there is none
 * @param account whose credentials the download uses
 * @param container the container that reads the model
 * @param path where it reads it
 * @param adapters that it reads beside it
 * @param blame whom findings are about
 */
public record StorageRequest(
    EffectiveSpec effective,
    Settings settings,
    Facts facts,
    PodSpec template,
    JsonNode live,
    DownloadAccount account,
    String container,
    String path,
    List<Adapter> adapters,
    Blame blame) {
  public static final String INITIALIZER = "storage-initializer";

  /** What the template says about the download container. */
  Optional<Container> declaredInitializer() {
    return PodFragment.named(template.getInitContainers(), INITIALIZER);
  }

  Optional<Container> target() {
    return PodFragment.named(template.getContainers(), container);
  }

  /** The download container that runs now. */
  LiveInitializer liveInitializer() {
    return LiveInitializer.of(live);
  }
}
