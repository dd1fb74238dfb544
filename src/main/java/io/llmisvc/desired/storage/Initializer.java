package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The download container while it is put together, with the volumes that it mounts. */
record Initializer(Container container, List<Volume> volumes, List<Finding> findings) {
  Initializer {
    volumes = List.copyOf(volumes);
    findings = List.copyOf(findings);
  }

  ContainerEnvironment environment() {
    return ContainerEnvironment.of(container);
  }

  Initializer environment(UnaryOperator<ContainerEnvironment> change) {
    List<EnvVar> env = change.apply(environment()).variables();
    return new Initializer(new ContainerBuilder(container).withEnv(env).build(), volumes, findings);
  }

  /** Nothing when a volume of that name is mounted already. */
  Initializer mount(Volume volume, String path) {
    if (mounts(volume.getName())) {
      return this;
    }
    Container mounted =
        new ContainerBuilder(container)
            .addNewVolumeMount()
            .withName(volume.getName())
            .withMountPath(path)
            .withReadOnly(true)
            .endVolumeMount()
            .build();
    return new Initializer(mounted, append(volumes, volume), findings);
  }

  Initializer finding(Finding finding) {
    return new Initializer(container, volumes, append(findings, finding));
  }

  private boolean mounts(String volume) {
    return container.getVolumeMounts().stream().map(VolumeMount::getName).anyMatch(volume::equals);
  }

  private static <T> List<T> append(List<T> list, T element) {
    List<T> result = new ArrayList<>(list);
    result.add(element);
    return result;
  }
}
