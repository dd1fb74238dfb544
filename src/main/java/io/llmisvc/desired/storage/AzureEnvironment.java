package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.llmisvc.desired.ContainerEnvironment;
import java.util.ArrayList;
import java.util.List;

/** The variables of an Azure credential, each read from the Secret, older spellings included. */
final class AzureEnvironment {
  static final String STORAGE_KEY = "AZURE_STORAGE_ACCESS_KEY";
  private static final String TENANT = "AZURE_TENANT_ID";
  private static final List<String> WITH_LEGACY_KEY =
      List.of("AZURE_SUBSCRIPTION_ID", TENANT, "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET");
  private static final List<String> OTHERS =
      List.of(
          STORAGE_KEY,
          "AZURE_ACCESS_TOKEN",
          "AZURE_ACCESS_EXPIRES_ON_SECONDS",
          "AZURE_ACCOUNT_NAME",
          "AZURE_SERVICE_URL");

  private AzureEnvironment() {}

  static List<EnvVar> of(CredentialSecret secret) {
    List<EnvVar> result = new ArrayList<>();
    for (String name : WITH_LEGACY_KEY) {
      String legacy = name.replaceFirst("^AZURE_", "AZ_");
      String key = secret.has(legacy) ? legacy : name;
      if (secret.has(key) || name.equals(TENANT)) {
        result.add(ContainerEnvironment.fromSecret(name, secret.name(), key));
      }
    }
    for (String name : OTHERS) {
      if (secret.has(name)) {
        result.add(ContainerEnvironment.fromSecret(name, secret.name(), name));
      }
    }
    return result;
  }
}
