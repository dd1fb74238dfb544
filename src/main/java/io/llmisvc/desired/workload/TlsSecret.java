package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Labels;

/** The Secret with the service's certificate. It exists with TLS off too: every pod mounts it. */
final class TlsSecret {
  private TlsSecret() {}

  static Desired of(Context context) {
    return ServiceChildren.present(
        ChildRole.TLS_SECRET,
        new SecretBuilder()
            .withMetadata(
                context
                    .children()
                    .metadata(
                        ChildRole.TLS_SECRET, Labels.of(Part.MAIN.component(), context.service())))
            .withType("kubernetes.io/tls")
            .build(),
        Certificate.request(context));
  }
}
