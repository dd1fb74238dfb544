package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.api.spec.ConfidentialSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.ContainerOverlay;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an init container downloads into a volume, from which the model server reads. */
final class Download {
  static final String VOLUME = "kserve-provision-location";

  /** Beside a model that is an image, which has the volume for itself. */
  static final String ADAPTERS = "kserve-lora-location";

  private static final String OVERRIDE_REASON = "StorageInitializerOverride";

  private final StorageRequest request;
  private final List<DownloadSource> sources;
  private final String volume;
  private final String root;

  private Download(StorageRequest request, List<DownloadSource> sources, String volume) {
    this.volume = volume;
    this.request = request;
    this.sources = sources;
    this.root = DownloadSource.root(sources);
  }

  /** All sources by one container. */
  static PodFragment of(StorageRequest request, List<DownloadSource> sources, String volume) {
    return new Download(request, sources, volume).fragment();
  }

  private PodFragment fragment() {
    Initializer complete = Credentials.onto(initializer(), request, sources.getFirst().field());
    boolean isFromTheHub = sources.stream().anyMatch(source -> source.uri().scheme().equals("hf"));
    if (isFromTheHub) {
      complete = HubEnvironment.onto(complete, request);
    }
    if (!isFromTheHub || !isModelAlone()) {
      complete = CaBundle.onto(complete, request);
    }
    VolumeMount mount = mount(complete.container());
    return PodFragment.all(
        PodFragment.initContainer(complete.container()),
        PodFragment.container(request.container(), ContainerFragment.mounts(readOnly(mount))),
        PodFragment.volumes(mount.getName().equals(volume) ? List.of(scratch()) : List.of()),
        PodFragment.volumes(complete.volumes()),
        PodFragment.findings(complete.findings()));
  }

  private boolean isModelAlone() {
    return sources.size() == 1 && sources.getFirst().isModel();
  }

  private Initializer initializer() {
    Container generated = generated();
    return request
        .declaredInitializer()
        .map(
            user ->
                new Initializer(
                    named(generated, ContainerOverlay.of(generated, user)),
                    List.of(),
                    overrides(user)))
        .orElseGet(() -> new Initializer(generated, List.of(), List.of()));
  }

  private Container generated() {
    Settings.Storage config = request.settings().storage();
    return new ContainerBuilder()
        .withName(StorageRequest.INITIALIZER)
        .withImage(request.liveInitializer().image().orElse(config.image()))
        .withArgs(sources.stream().flatMap(DownloadSource::arguments).toList())
        .withEnv(confidential().variables())
        .withNewResources()
        .withRequests(resources(config.cpuRequest(), config.memoryRequest()))
        .withLimits(resources(config.cpuLimit(), config.memoryLimit()))
        .endResources()
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .addNewVolumeMount()
        .withName(volume)
        .withMountPath(root)
        .endVolumeMount()
        .build();
  }

  private static Map<String, Quantity> resources(String cpu, String memory) {
    return new TreeMap<>(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)));
  }

  private ContainerEnvironment confidential() {
    ContainerEnvironment none = new ContainerEnvironment(List.of());
    ConfidentialSpec confidential = isModelAlone() ? confidentialSpec() : null;
    if (confidential == null || !Boolean.TRUE.equals(confidential.enabled())) {
      return none;
    }
    ContainerEnvironment enabled =
        none.set(ContainerEnvironment.literal("CONFIDENTIAL_ENABLED", "true"));
    String resource = confidential.resourceId();
    return resource == null || resource.isEmpty()
        ? enabled
        : enabled.set(ContainerEnvironment.literal("CONFIDENTIAL_RESOURCE_ID", resource));
  }

  private @Nullable ConfidentialSpec confidentialSpec() {
    LLMModelSpec model = request.effective().spec().model();
    return model == null ? null : model.confidential();
  }

  /** Name, command and arguments stay ours: another download would miss the model's volume. */
  private static Container named(Container generated, Container merged) {
    return new ContainerBuilder(merged)
        .withName(generated.getName())
        .withArgs(generated.getArgs())
        .withCommand(List.of())
        .build();
  }

  private List<Finding> overrides(Container user) {
    if (user.getArgs().isEmpty() && user.getCommand().isEmpty()) {
      return List.of();
    }
    return List.of(
        request
            .blame()
            .warning(
                OVERRIDE_REASON,
                "",
                "command and args of the init container storage-initializer are the operator's and"
                    + " are ignored; set its env, resources, image or mounts instead"));
  }

  /** Where the download goes; a volume that the user put at its path is kept. */
  private VolumeMount mount(Container initializer) {
    return initializer.getVolumeMounts().stream()
        .filter(mount -> root.equals(mount.getMountPath()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The volume where the model server reads, whole as KServe's controller has it; by its parts when
   * something else is mounted between them, because nothing can be mounted below what is read-only.
   */
  private VolumeMount[] readOnly(VolumeMount mount) {
    if (isModelAlone()) {
      return new VolumeMount[] {readOnly(mount, request.path(), mount.getSubPath())};
    }
    return holdsOtherMounts()
        ? sources.stream()
            .map(
                source ->
                    readOnly(mount, source.path(), source.path().substring(root.length() + 1)))
            .toArray(VolumeMount[]::new)
        : new VolumeMount[] {readOnly(mount, root, mount.getSubPath())};
  }

  private boolean holdsOtherMounts() {
    Stream<String> others =
        Stream.concat(
            request.target().stream()
                .flatMap(target -> target.getVolumeMounts().stream())
                .map(VolumeMount::getMountPath),
            request.adapters().stream().filter(Adapter::isClaim).map(Adapter::path));
    return sources.size() > 1
        && (hasTiers() || others.anyMatch(path -> path.startsWith(root + "/")));
  }

  /** Of the KV cache, which are mounted below /mnt. */
  private boolean hasTiers() {
    LLMInferenceServiceSpec spec = request.effective().spec();
    return Stream.of(spec, spec.prefill())
        .filter(Objects::nonNull)
        .map(Workload::kvCacheOffloading)
        .anyMatch(offloading -> offloading != null && !offloading.secondary().isEmpty());
  }

  private static VolumeMount readOnly(VolumeMount mount, String path, @Nullable String subPath) {
    return new VolumeMountBuilder(mount)
        .withMountPath(path)
        .withSubPath(subPath)
        .withReadOnly(true)
        .build();
  }

  private Volume scratch() {
    return new VolumeBuilder().withName(volume).withNewEmptyDir().endEmptyDir().build();
  }
}
