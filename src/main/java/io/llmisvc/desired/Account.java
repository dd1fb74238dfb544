package io.llmisvc.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.util.Optional;

/** A managed service account, with the credentials of another one. */
public final class Account {
  /** The account that pods of a namespace run as when they name none. */
  public static final String DEFAULT = "default";

  private Account() {}

  /**
   * The credentials are the references to secrets and pull secrets; nothing else is copied, and an
   * account that is not known gives none.
   */
  public static ServiceAccount of(ObjectMeta metadata, Optional<ServiceAccount> credentials) {
    ServiceAccountBuilder account = new ServiceAccountBuilder().withMetadata(metadata);
    credentials.ifPresent(
        source ->
            account
                .withSecrets(source.getSecrets())
                .withImagePullSecrets(source.getImagePullSecrets()));
    return account.build();
  }

  public static Lookup find(Facts facts, String namespace, String name) {
    return facts.find(Kind.SERVICE_ACCOUNT, namespace, name);
  }

  public static Optional<ServiceAccount> known(Lookup lookup) {
    return lookup.found().map(Account::read);
  }

  private static ServiceAccount read(ObjectNode tree) {
    return Trees.read(tree, ServiceAccount.class);
  }
}
