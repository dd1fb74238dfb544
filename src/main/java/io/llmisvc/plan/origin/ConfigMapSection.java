package io.llmisvc.plan.origin;

import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Settings;
import io.llmisvc.model.Settings.Credentials;
import io.llmisvc.model.Settings.Ingress;
import io.llmisvc.model.Settings.Storage;
import java.util.stream.Stream;

/**
 * A part of the operator's ConfigMap from which values get into children.
 *
 * @param key of the ConfigMap
 * @param altered the settings, but for other values there
 */
record ConfigMapSection(String key, Source source, Settings altered) {

  static Stream<ConfigMapSection> of(Settings settings) {
    Source map =
        new Source(Layer.OPERATOR, "", "ConfigMap " + settings.operatorConfigMap().toString());
    return Stream.of(
        new ConfigMapSection(
            "storageInitializer",
            map,
            with(settings, settings.ingress(), other(settings.storage()), settings.credentials())),
        new ConfigMapSection(
            "ingress",
            map,
            with(settings, other(settings.ingress()), settings.storage(), settings.credentials())),
        new ConfigMapSection(
            "credentials",
            map,
            with(settings, settings.ingress(), settings.storage(), other(settings.credentials()))));
  }

  private static Storage other(Storage storage) {
    return new Storage(
        other(storage.image()),
        other(storage.cpuRequest()),
        other(storage.cpuLimit()),
        other(storage.memoryRequest()),
        other(storage.memoryLimit()),
        storage.ociMode(),
        other(storage.cpuModelcar()),
        other(storage.memoryModelcar()),
        storage.uidModelcar() == null ? null : storage.uidModelcar() + 1,
        storage.caBundleConfigMapName(),
        other(storage.caBundleVolumeMountPath()));
  }

  private static Ingress other(Ingress ingress) {
    return new Ingress(
        ingress.defaultGateway(),
        ingress.managedGatewayClassName() == null ? null : other(ingress.managedGatewayClassName()),
        ingress.urlScheme(),
        ingress.tls(),
        other(ingress.modelRoutingHeader()),
        ingress.modelRoutingMode());
  }

  private static Credentials other(Credentials credentials) {
    return new Credentials(
        credentials.secretAnnotation(),
        other(credentials.gcsCredentialFileName()),
        other(credentials.s3AccessKeyIdName()),
        other(credentials.s3SecretAccessKeyName()),
        credentials.s3());
  }

  private static String other(String value) {
    return Alteration.of(value, 1);
  }

  private static Settings with(
      Settings settings, Ingress ingress, Storage storage, Credentials credentials) {
    return new Settings(
        settings.systemNamespace(),
        settings.configPrefix(),
        settings.versionedConfigs(),
        settings.clusterDomain(),
        settings.wildcardHostname(),
        settings.isNamespaced(),
        ingress,
        storage,
        credentials,
        settings.expirationAnnotations(),
        settings.variantMetrics(),
        settings.security(),
        settings.holdsMigration(),
        settings.localModels());
  }
}
