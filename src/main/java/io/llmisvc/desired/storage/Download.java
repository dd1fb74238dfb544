package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.api.spec.ConfidentialSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.ContainerOverlay;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A model that an init container downloads into a volume, from which the model server reads. */
final class Download {
  private static final String VOLUME = "kserve-provision-location";
  private static final String DOWNLOAD_PATH = "/mnt/models";
  private static final String OVERRIDE_REASON = "StorageInitializerOverride";

  private Download() {}

  static PodFragment of(StorageRequest request, ModelUri uri) {
    Initializer initializer = Credentials.onto(initializer(request, uri), request);
    Initializer complete =
        uri.scheme().equals("hf")
            ? HubEnvironment.onto(initializer, request)
            : CaBundle.onto(initializer, request);
    VolumeMount mount = mount(complete.container());
    return PodFragment.all(
        PodFragment.initContainer(complete.container()),
        PodFragment.container(
            request.container(), ContainerFragment.mounts(readOnly(mount, request.path()))),
        PodFragment.volumes(mount.getName().equals(VOLUME) ? List.of(scratch()) : List.of()),
        PodFragment.volumes(complete.volumes()),
        PodFragment.findings(complete.findings()));
  }

  private static Initializer initializer(StorageRequest request, ModelUri uri) {
    Container generated = generated(request, uri);
    return request
        .declaredInitializer()
        .map(
            user ->
                new Initializer(
                    named(generated, ContainerOverlay.of(generated, user)),
                    List.of(),
                    overrides(request, user)))
        .orElseGet(() -> new Initializer(generated, List.of(), List.of()));
  }

  private static Container generated(StorageRequest request, ModelUri uri) {
    Settings.Storage config = request.settings().storage();
    return new ContainerBuilder()
        .withName(StorageRequest.INITIALIZER)
        .withImage(request.liveInitializer().image().orElse(config.image()))
        .withArgs(uri.toString(), DOWNLOAD_PATH)
        .withEnv(confidential(request).variables())
        .withNewResources()
        .withRequests(resources(config.cpuRequest(), config.memoryRequest()))
        .withLimits(resources(config.cpuLimit(), config.memoryLimit()))
        .endResources()
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(DOWNLOAD_PATH)
        .endVolumeMount()
        .build();
  }

  private static Map<String, Quantity> resources(String cpu, String memory) {
    return new TreeMap<>(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)));
  }

  private static ContainerEnvironment confidential(StorageRequest request) {
    ContainerEnvironment none = new ContainerEnvironment(List.of());
    ConfidentialSpec confidential = confidentialSpec(request);
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

  private static @Nullable ConfidentialSpec confidentialSpec(StorageRequest request) {
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

  private static List<Finding> overrides(StorageRequest request, Container user) {
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
  private static VolumeMount mount(Container initializer) {
    return initializer.getVolumeMounts().stream()
        .filter(mount -> DOWNLOAD_PATH.equals(mount.getMountPath()))
        .findFirst()
        .orElseThrow();
  }

  private static VolumeMount readOnly(VolumeMount mount, String path) {
    return new VolumeMountBuilder(mount).withMountPath(path).withReadOnly(true).build();
  }

  private static Volume scratch() {
    return new VolumeBuilder().withName(VOLUME).withNewEmptyDir().endEmptyDir().build();
  }
}
