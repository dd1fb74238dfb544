package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.storage.DownloadAccount;
import io.llmisvc.model.facts.Lookup;

/**
 * The account that pods run as, and whose secrets their downloads use.
 *
 * @param name empty for the namespace's default account
 * @param pods what it adds to the pods
 */
record RunAs(String name, DownloadAccount download, PodFragment pods) {

  /** An account that the operator makes. */
  static RunAs managed(ServiceAccount account) {
    String name = account.getMetadata().getName();
    return new RunAs(name, DownloadAccount.of(account), PodFragment.account(name));
  }

  /** An account of the user's, which has to be there. */
  static RunAs named(String name, String path, Context context, Blame blame) {
    String namespace = context.service().namespace();
    Lookup lookup = Account.find(context.facts(), namespace, name);
    PodFragment account = PodFragment.account(name);
    PodFragment pods =
        lookup.isAbsent()
            ? account.and(
                PodFragment.finding(
                    blame.error(
                        path, "ServiceAccount " + namespace + "/" + name + " does not exist")))
            : account;
    return new RunAs(name, DownloadAccount.of(lookup), pods);
  }

  /** The namespace's own account, which the pods need not name. */
  static RunAs standard(Context context) {
    Lookup lookup = Account.find(context.facts(), context.service().namespace(), Account.DEFAULT);
    return new RunAs("", DownloadAccount.of(lookup), PodFragment.account(""));
  }
}
