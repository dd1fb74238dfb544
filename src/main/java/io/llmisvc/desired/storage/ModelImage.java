package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ImageVolumeGap;
import io.llmisvc.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A model that is the directory {@code /models} of an OCI image: mounted from the image where the
 * cluster can, else read through the processes of a container of that image, the modelcar. Nodes
 * keep the image, and pull it with the credentials of the pod.
 */
final class ModelImage {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");
  private static final String URI_PATH = "spec.model.uri";
  private static final String DIRECTORY = "models";
  private static final String SHARED = Download.VOLUME;
  private static final String MODELCAR = "modelcar";
  private static final String PREFETCH = "modelcar-init";

  private final StorageRequest request;
  private final String image;

  private ModelImage(StorageRequest request, ModelUri uri) {
    this.request = request;
    this.image = uri.location();
  }

  static PodFragment of(StorageRequest request, ModelUri uri) {
    if (!REFERENCE.matcher(uri.location()).matches()) {
      return error(
          request,
          "'%s' names no image: %s://<registry>/<repository>[:<tag>]".formatted(uri, uri.scheme()));
    }
    ModelImage model = new ModelImage(request, uri);
    if (uri.scheme().equals("oci+native")) {
      return model.volume();
    }
    return switch (request.settings().storage().ociMode()) {
      case NATIVE -> model.withoutDownload().and(model.volume());
      case MODELCAR, FETCH -> model.withoutDownload().and(model.modelcar());
      case DISABLED ->
          error(
              request,
              "'"
                  + uri
                  + "' needs storageInitializer.ociModelMode or storageInitializer.enableModelcar"
                  + " of the operator configuration, which are off; oci+native:// does not");
    };
  }

  private PodFragment withoutDownload() {
    return PodFragment.withoutInitContainer(StorageRequest.INITIALIZER);
  }

  private PodFragment volume() {
    String name = request.path().substring(1).replace('/', '-');
    VolumeMount mount =
        new VolumeMountBuilder()
            .withName(name)
            .withMountPath(request.path())
            .withSubPath(DIRECTORY)
            .withReadOnly(true)
            .build();
    return PodFragment.container(request.container(), ContainerFragment.mounts(mount))
        .and(PodFragment.volumes(List.of(imageVolume(name))))
        .and(PodFragment.findings(gap().stream().toList()));
  }

  private Optional<Finding> gap() {
    return request
        .facts()
        .server()
        .flatMap(
            server ->
                ImageVolumeGap.of(server)
                    .map(
                        gap ->
                            request.blame().warning(gap.reason(), URI_PATH, gap.message(server))));
  }

  private Volume imageVolume(String name) {
    return new VolumeBuilder()
        .withName(name)
        .withNewImage()
        .withReference(image)
        .withPullPolicy("IfNotPresent")
        .endImage()
        .build();
  }

  private PodFragment modelcar() {
    Volume shared = new VolumeBuilder().withName(SHARED).withNewEmptyDir().endEmptyDir().build();
    return PodFragment.all(
        PodFragment.sharedProcesses(),
        PodFragment.container(request.container(), reader()),
        PodFragment.volumes(List.of(shared)),
        PodFragment.lastInitContainer(prefetch()),
        PodFragment.sidecar(sidecar()),
        PodFragment.findings(otherUser().stream().toList()));
  }

  /** Waits for the link to the model, and runs as whom it may be followed by. */
  private ContainerFragment reader() {
    ContainerFragment waiting =
        ContainerFragment.mounts(parentMount())
            .and(ContainerFragment.env(ContainerEnvironment.literal("MODEL_INIT_MODE", "async")));
    return user().map(ContainerFragment::runAsUser).map(waiting::and).orElse(waiting);
  }

  /**
   * Shows its root to the other containers. Dollar signs are doubled, because Kubernetes expands
   * arguments.
   */
  private Container sidecar() {
    String link = "ln -sf /proc/$$$$/root/" + DIRECTORY + " " + request.path();
    String directory =
        parent().equals("/mnt") ? "" : "mkdir -p " + parent() + " && "; // the volume is there
    ContainerBuilder builder =
        container(MODELCAR, directory + link + " && sleep infinity")
            .withVolumeMounts(parentMount());
    user()
        .ifPresent(
            user -> builder.withNewSecurityContext().withRunAsUser(user).endSecurityContext());
    return builder.build();
  }

  /**
   * Has the image on the node before the model server starts, and says what is wrong with it. In
   * the words of KServe's controller, whose pods go on when its workloads are taken over.
   */
  private Container prefetch() {
    return container(
            PREFETCH,
            ("echo 'Pre-fetching modelcar %1$s: ' && [ -d /%2$s ] && [ \"$$(ls -A /%2$s)\" ]"
                    + " && echo 'OK ... Prefetched and valid (/%2$s exists)'"
                    + " || (echo 'NOK ... Prefetched but modelcar is invalid"
                    + " (/%2$s does not exist or is empty)' && exit 1)")
                .formatted(image, DIRECTORY))
        .build();
  }

  private ContainerBuilder container(String name, String script) {
    Settings.Storage config = request.settings().storage();
    Map<String, Quantity> resources =
        new TreeMap<>(
            Map.of(
                "cpu", new Quantity(config.cpuModelcar()),
                "memory", new Quantity(config.memoryModelcar())));
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withArgs("sh", "-c", script)
        .withNewResources()
        .withRequests(resources)
        .withLimits(resources)
        .endResources()
        .withTerminationMessagePolicy("FallbackToLogsOnError");
  }

  private VolumeMount parentMount() {
    return new VolumeMountBuilder().withName(SHARED).withMountPath(parent()).build();
  }

  private String parent() {
    return request.path().substring(0, request.path().lastIndexOf('/'));
  }

  private Optional<Long> user() {
    return Optional.ofNullable(request.settings().storage().uidModelcar());
  }

  /** A user that the template chose cannot stay: the kernel lets only the same one in. */
  private Optional<Finding> otherUser() {
    return user()
        .flatMap(
            user ->
                request
                    .target()
                    .map(Container::getSecurityContext)
                    .map(SecurityContext::getRunAsUser)
                    .filter(chosen -> !chosen.equals(user))
                    .map(
                        chosen ->
                            request
                                .blame()
                                .warning(
                                    "ModelcarUser",
                                    URI_PATH,
                                    "container %s runs as user %d, not %d: it reads the model from the root of another process, which only the same user may; that user is storageInitializer.uidModelcar of the operator configuration"
                                        .formatted(request.container(), user, chosen))));
  }

  private static PodFragment error(StorageRequest request, String message) {
    return PodFragment.finding(request.blame().error(URI_PATH, message));
  }
}
