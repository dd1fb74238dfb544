package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.llmisvc.desired.Account;
import io.llmisvc.model.facts.Lookup;
import java.util.Optional;

/**
 * The service account whose secrets a download may use.
 *
 * @param account empty when it is absent or not known yet
 * @param isMissing whether it was looked for and not there
 */
public record DownloadAccount(Optional<ServiceAccount> account, boolean isMissing) {

  public static DownloadAccount of(ServiceAccount account) {
    return new DownloadAccount(Optional.of(account), false);
  }

  public static DownloadAccount of(Lookup lookup) {
    return new DownloadAccount(Account.known(lookup), lookup.isAbsent());
  }
}
