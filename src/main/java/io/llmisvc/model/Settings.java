package io.llmisvc.model;

import io.llmisvc.model.naming.NamePatterns;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator's configuration: environment and operator ConfigMap, parsed once.
 *
 * @param systemNamespace namespace of the operator and of the shared configs
 * @param configPrefix prefix of the well-known configs' names
 * @param versionedConfigs whether services keep the well-known configs they first saw
 * @param clusterDomain DNS domain of Services
 * @param wildcardHostname label put in place of {@code *} in a listener's host name
 * @param isNamespaced whether the operator works in some namespaces only, and so has no rights on
 *     what is in none: GatewayClasses and ClusterRoleBindings
 * @param expirationAnnotations keys on the TLS Secret that carry its renewal time, first one
 *     written
 * @param variantMetrics where KEDA finds what the variant autoscaler decides
 * @param security what services are not trusted with
 * @param holdsMigration whether pods that another controller made stay as they are
 * @param localModels whether services are marked when a local cache has their model, and lose the
 *     marks of one that is gone
 */
public record Settings(
    String systemNamespace,
    String configPrefix,
    boolean versionedConfigs,
    String clusterDomain,
    String wildcardHostname,
    boolean isNamespaced,
    Ingress ingress,
    Storage storage,
    Credentials credentials,
    List<String> expirationAnnotations,
    VariantMetrics variantMetrics,
    Security security,
    boolean holdsMigration,
    boolean localModels) {

  public static final String OPERATOR_CONFIG_MAP = "inferenceservice-config";

  public Settings {
    expirationAnnotations = List.copyOf(expirationAnnotations);
  }

  /** What the operator runs with when nothing is configured: the values that are shipped. */
  public static Settings defaults() {
    return new Settings(
        "kserve",
        "kserve-",
        true,
        "cluster.local",
        "inference",
        false,
        Ingress.defaults(),
        Storage.defaults(),
        Credentials.defaults(),
        List.of("certificates.kserve.io/expiration"),
        VariantMetrics.NONE,
        Security.defaults(),
        false,
        false);
  }

  public NamespacedName operatorConfigMap() {
    return new NamespacedName(systemNamespace, OPERATOR_CONFIG_MAP);
  }

  /** How model-based routing by header is switched for the whole cluster. */
  public enum ModelRoutingMode {
    ENABLED,
    FORCED,
    DISABLED
  }

  /**
   * @param defaultGateway the Gateway that routes attach to when a service names none
   * @param managedGatewayClassName class of the Gateway that is made when the default one is absent
   */
  public record Ingress(
      @Nullable NamespacedName defaultGateway,
      @Nullable String managedGatewayClassName,
      String urlScheme,
      boolean tls,
      String modelRoutingHeader,
      ModelRoutingMode modelRoutingMode) {

    public static Ingress defaults() {
      return new Ingress(
          new NamespacedName("kserve", "kserve-ingress-gateway"),
          null,
          "http",
          false,
          "X-Gateway-Model-Name",
          ModelRoutingMode.ENABLED);
    }
  }

  /**
   * The Prometheus that holds the metrics of the variant autoscaler, as far as it is configured:
   * what is not is empty.
   *
   * @param authModes how KEDA proves who it is, with what {@code triggerAuthName} names
   */
  public record VariantMetrics(
      String url,
      boolean tlsInsecureSkipVerify,
      String authModes,
      String triggerAuthName,
      String triggerAuthKind) {
    /** The key of the operator's ConfigMap that has it. */
    public static final String KEY = "autoscaling-wva-controller-config";

    public static final VariantMetrics NONE = new VariantMetrics("", false, "", "", "");
  }

  /** Which endpoint pickers may ask the API server who their callers are. */
  public enum PickerAccounts {
    /** Also those that run as an account that the service names. */
    ANY,
    /** Those that run as the account that the operator makes. */
    MANAGED
  }

  /**
   * What services are not trusted with; by default nothing is refused.
   *
   * @param restrictRoutesToOwnPaths whether a managed route may lead only to its namespace's paths
   * @param allowedModelSchemes schemes of the URIs of models and adapters, in lower case
   * @param allowedServiceAccounts accounts that pod templates may name
   */
  public record Security(
      boolean restrictRoutesToOwnPaths,
      PickerAccounts endpointPickerAccounts,
      NamePatterns allowedModelSchemes,
      NamePatterns allowedServiceAccounts) {

    public static Security defaults() {
      return new Security(false, PickerAccounts.ANY, NamePatterns.ANY, NamePatterns.ANY);
    }
  }

  /** How {@code oci://} models are served. */
  public enum OciMode {
    DISABLED,
    MODELCAR,
    NATIVE,
    FETCH
  }

  /** The init container that downloads models; resources are Kubernetes quantities. */
  public record Storage(
      String image,
      String cpuRequest,
      String cpuLimit,
      String memoryRequest,
      String memoryLimit,
      OciMode ociMode,
      String cpuModelcar,
      String memoryModelcar,
      @Nullable Long uidModelcar,
      String caBundleConfigMapName,
      String caBundleVolumeMountPath) {

    public static Storage defaults() {
      return new Storage(
          "kserve/storage-initializer:latest",
          "100m",
          "1",
          "100Mi",
          "1Gi",
          OciMode.MODELCAR,
          "10m",
          "15Mi",
          1010L,
          "",
          "/etc/ssl/custom-certs");
    }
  }

  /**
   * @param secretAnnotation annotation of a service that names its one credential Secret
   * @param s3 fall-back values by the ConfigMap's member name, such as {@code s3Endpoint}
   */
  public record Credentials(
      String secretAnnotation,
      String gcsCredentialFileName,
      String s3AccessKeyIdName,
      String s3SecretAccessKeyName,
      Map<String, String> s3) {
    public Credentials {
      s3 = Map.copyOf(s3);
    }

    public static Credentials defaults() {
      return new Credentials(
          "serving.kserve.io/storageSecretName",
          "gcloud-application-credentials.json",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          Map.of());
    }
  }
}
