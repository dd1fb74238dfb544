package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a download may log in with: a role of the service account, and either the one Secret that
 * the service's annotation names or those of the account.
 */
final class Credentials {
  private static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";
  private static final String GCS_VOLUME = "user-gcp-sa";
  private static final String GCS_PATH = "/var/secrets/";
  private static final String HDFS_VOLUME = "hdfs-secrets";
  private static final String HDFS_PATH = "/var/secrets/kserve-hdfscreds";
  private static final String HEADERS = "headers";

  private final StorageRequest request;
  private final String field;

  private Credentials(StorageRequest request, String field) {
    this.request = request;
    this.field = field;
  }

  /**
   * @param field that says what is downloaded, which findings name
   */
  static Initializer onto(Initializer initializer, StorageRequest request, String field) {
    Initializer result = withRole(initializer, request);
    for (String secret : secrets(request)) {
      result = new Credentials(request, field).withSecret(result, secret);
    }
    return result;
  }

  private static Initializer withRole(Initializer initializer, StorageRequest request) {
    Map<String, String> annotations =
        request
            .account()
            .account()
            .map(account -> account.getMetadata().getAnnotations())
            .orElse(Map.of());
    if (!annotations.containsKey(ROLE_ANNOTATION)) {
      return initializer;
    }
    Map<String, String> config = request.settings().credentials().s3();
    List<EnvVar> variables = new S3Environment(annotations, Map.of(), config).variables();
    return initializer.environment(env -> env.setAll(variables));
  }

  private static List<String> secrets(StorageRequest request) {
    return annotatedSecret(request)
        .map(List::of)
        .orElseGet(() -> request.account().account().map(Credentials::secrets).orElse(List.of()));
  }

  private static Optional<String> annotatedSecret(StorageRequest request) {
    String annotation = request.settings().credentials().secretAnnotation();
    return annotation.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(request.effective().service().annotations().get(annotation));
  }

  private static List<String> secrets(ServiceAccount account) {
    return account.getSecrets().stream()
        .map(ObjectReference::getName)
        .filter(Objects::nonNull)
        .toList();
  }

  private Initializer withSecret(Initializer initializer, String name) {
    ServiceMeta service = request.effective().service();
    return switch (request.facts().find(Kind.SECRET, service.namespace(), name)) {
      case Lookup.Unknown unknown -> initializer;
      case Lookup.Absent absent ->
          initializer.finding(
              request
                  .blame()
                  .error(
                      field,
                      "Secret "
                          + service.namespace()
                          + "/"
                          + name
                          + " with the credentials of the download does not exist"));
      case Lookup.Found found -> withCredentials(initializer, CredentialSecret.of(found.object()));
    };
  }

  private Initializer withCredentials(Initializer initializer, CredentialSecret secret) {
    return SecretFormat.of(secret, request.settings().credentials())
        .map(format -> withFormat(initializer, secret, format))
        .orElse(initializer);
  }

  private Initializer withFormat(
      Initializer initializer, CredentialSecret secret, SecretFormat format) {
    Settings.Credentials config = request.settings().credentials();
    return switch (format) {
      case S3 -> withS3(initializer, secret, config);
      case GCS -> withGcs(initializer, secret, config.gcsCredentialFileName());
      case AZURE -> initializer.environment(env -> env.setAll(AzureEnvironment.of(secret)));
      case AZURE_STORAGE_KEY -> withKey(initializer, secret, AzureEnvironment.STORAGE_KEY);
      case HTTPS_HEADERS -> withHeaders(initializer, secret);
      case HDFS -> initializer.mount(volume(HDFS_VOLUME, secret), HDFS_PATH);
      case HUGGING_FACE -> withKey(initializer, secret, "HF_TOKEN");
      case MODELSCOPE -> withKey(initializer, secret, "MODELSCOPE_API_TOKEN");
    };
  }

  private static Initializer withS3(
      Initializer initializer, CredentialSecret secret, Settings.Credentials config) {
    List<EnvVar> settings =
        new S3Environment(secret.annotations(), secret.data(), config.s3()).variables();
    return initializer.environment(
        env -> {
          ContainerEnvironment result =
              env.merge(fromSecret("AWS_ACCESS_KEY_ID", secret, config.s3AccessKeyIdName()))
                  .merge(
                      fromSecret("AWS_SECRET_ACCESS_KEY", secret, config.s3SecretAccessKeyName()));
          for (EnvVar setting : settings) {
            result = result.merge(setting);
          }
          return result;
        });
  }

  private static Initializer withGcs(
      Initializer initializer, CredentialSecret secret, String file) {
    return initializer
        .mount(volume(GCS_VOLUME, secret), GCS_PATH)
        .environment(
            env ->
                env.set(
                    ContainerEnvironment.literal(
                        "GOOGLE_APPLICATION_CREDENTIALS", GCS_PATH + file)));
  }

  /** The download looks for the headers by the host that it asks. */
  private Initializer withHeaders(Initializer initializer, CredentialSecret secret) {
    if (!secret.has(HEADERS)) {
      return initializer;
    }
    String host = secret.data().getOrDefault(SecretFormat.HOST, "");
    return host.isEmpty()
        ? initializer.finding(hostless(secret))
        : initializer.environment(env -> env.set(fromSecret(host + "-headers", secret, HEADERS)));
  }

  private Finding hostless(CredentialSecret secret) {
    return request
        .blame()
        .warning(
            "CredentialsIgnored",
            field,
            secret
                + " has headers but an empty "
                + SecretFormat.HOST
                + ", so no download sends them");
  }

  private static Initializer withKey(Initializer initializer, CredentialSecret secret, String key) {
    return initializer.environment(env -> env.set(fromSecret(key, secret, key)));
  }

  private static EnvVar fromSecret(String variable, CredentialSecret secret, String key) {
    return ContainerEnvironment.fromSecret(variable, secret.name(), key);
  }

  private static Volume volume(String name, CredentialSecret secret) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret.name())
        .endSecret()
        .build();
  }
}
