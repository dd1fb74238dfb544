package io.llmisvc.reconcile;

import io.llmisvc.cli.Terminal;
import io.llmisvc.testing.ClientKeyForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody who runs verbs against a cluster, and may read it. */
record ReadingUser(OperatorWorld world, String name) {
  private static final String READER = "system:serviceaccount:kserve:reader";
  private static final String MAY_READ =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules:
      - apiGroups: ["*"]
        resources: ["*"]
        verbs: [get, list]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: reader}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
      - {kind: ServiceAccount, name: reader, namespace: kserve}
      """;

  /** One who may read everything. */
  static ReadingUser of(OperatorWorld world) {
    allow(world);
    return new ReadingUser(world, READER);
  }

  /** Lets the service account {@code reader} of the namespace {@code kserve} read everything. */
  static void allow(OperatorWorld world) {
    world.apply(MAY_READ);
  }

  /** One who may do nothing. */
  static ReadingUser withoutRights(OperatorWorld world) {
    return new ReadingUser(world, "system:serviceaccount:kserve:nobody");
  }

  Terminal.Answer run(String namespace, String... arguments) {
    Path kubeconfig = world.controlPlane().kubeconfigFor(name, ClientKeyForm.RSA_PKCS8);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", namespace, "--kubeconfig", kubeconfig.toString()));
    return new Terminal().run(all.toArray(String[]::new));
  }
}
