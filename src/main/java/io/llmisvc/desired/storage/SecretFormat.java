package io.llmisvc.desired.storage;

import io.llmisvc.model.Settings;
import java.util.Optional;

/** The kinds of credentials that a Secret may hold, in the order in which they are looked for. */
enum SecretFormat {
  S3,
  GCS,
  AZURE,
  AZURE_STORAGE_KEY,
  HTTPS_HEADERS,
  HDFS,
  HUGGING_FACE,
  MODELSCOPE;

  static final String HOST = "https-host";

  static Optional<SecretFormat> of(CredentialSecret secret, Settings.Credentials config) {
    for (SecretFormat format : values()) {
      if (format.matches(secret, config)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private boolean matches(CredentialSecret secret, Settings.Credentials config) {
    return switch (this) {
      case S3 -> secret.has(config.s3SecretAccessKeyName());
      case GCS -> secret.has(config.gcsCredentialFileName());
      case AZURE ->
          secret.has("AZ_CLIENT_ID")
              || secret.has("AZURE_CLIENT_ID")
              || secret.has("AZURE_ACCESS_TOKEN");
      case AZURE_STORAGE_KEY -> secret.has(AzureEnvironment.STORAGE_KEY);
      case HTTPS_HEADERS -> secret.has(HOST);
      case HDFS -> secret.has("HDFS_NAMENODE");
      case HUGGING_FACE -> secret.has("HF_TOKEN");
      case MODELSCOPE -> secret.has("MODELSCOPE_API_TOKEN");
    };
  }
}
