package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;

/** The bundle of certificate authorities that a download trusts, mounted from a ConfigMap. */
final class CaBundle {
  private static final String VOLUME = "cabundle-cert";
  private static final String BUNDLE_FILE = "AWS_CA_BUNDLE";
  private static final String BUNDLE_CONFIG_MAP = "AWS_CA_BUNDLE_CONFIGMAP";

  private CaBundle() {}

  static Initializer onto(Initializer initializer, StorageRequest request) {
    Settings.Storage config = request.settings().storage();
    ContainerEnvironment environment = initializer.environment();
    if (config.caBundleConfigMapName().isEmpty() && !environment.has(BUNDLE_CONFIG_MAP)) {
      return initializer;
    }
    String configMap = configMap(environment, request);
    String path =
        environment
            .value(BUNDLE_FILE)
            .filter(file -> file.indexOf('/') >= 0)
            .map(CaBundle::directory)
            .orElse(config.caBundleVolumeMountPath());
    return initializer
        .environment(
            env ->
                env.setIfAbsent(ContainerEnvironment.literal("CA_BUNDLE_CONFIGMAP_NAME", configMap))
                    .setIfAbsent(
                        ContainerEnvironment.literal("CA_BUNDLE_VOLUME_MOUNT_POINT", path)))
        .mount(volume(configMap), path);
  }

  private static String configMap(ContainerEnvironment environment, StorageRequest request) {
    boolean isSystemNamespace =
        request.effective().service().namespace().equals(request.settings().systemNamespace());
    return environment
        .value(BUNDLE_CONFIG_MAP)
        .filter(name -> !name.isEmpty())
        .orElse(
            isSystemNamespace
                ? request.settings().storage().caBundleConfigMapName()
                : ChildRole.CA_BUNDLE.name(request.effective().service()));
  }

  private static String directory(String file) {
    int slash = file.lastIndexOf('/');
    return slash == 0 ? "/" : file.substring(0, slash);
  }

  private static Volume volume(String configMap) {
    return new VolumeBuilder()
        .withName(VOLUME)
        .withNewConfigMap()
        .withName(configMap)
        .endConfigMap()
        .build();
  }
}
