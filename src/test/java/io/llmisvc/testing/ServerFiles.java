package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The files that an API server starts from, all below one directory. */
record ServerFiles(Path directory) {
  static final String ADMIN = "admin";
  static final String ADMIN_TOKEN = "admin-of-a-throwaway-api-server";

  /** The users that the controllers beside the API server act as; each may do everything. */
  static final List<String> CONTROLLERS =
      List.of("kube-controller-manager", "kube-scheduler", "kwok", "lws", "keda", "cert-manager");

  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: None
        users: [system:apiserver, %s]
      - level: None
        nonResourceURLs: [/readyz*, /livez*, /healthz*, /openapi*]
      - level: Metadata
      """
          .formatted(String.join(", ", CONTROLLERS));

  /** Calls of Services go through what listens there. */
  private static final String EGRESS =
      """
      apiVersion: apiserver.k8s.io/v1beta1
      kind: EgressSelectorConfiguration
      egressSelections:
      - name: cluster
        connection: {proxyProtocol: HTTPConnect, transport: {uds: {udsName: "%s"}}}
      """;

  static ServerFiles in(Path directory) {
    ServerFiles files = new ServerFiles(directory);
    files.write("audit-policy.yaml", AUDIT_POLICY);
    files.write("egress.yaml", EGRESS.formatted(files.serviceNetwork()));
    files.write("tokens.csv", tokensOfUsers());
    files.write("service-account.key", newPrivateKey());
    return files;
  }

  Path auditPolicy() {
    return directory.resolve("audit-policy.yaml");
  }

  Path auditLog() {
    return directory.resolve("audit.log");
  }

  Path egress() {
    return directory.resolve("egress.yaml");
  }

  /** The path of a socket has 104 characters at most. */
  Path serviceNetwork() {
    return directory.resolve("services");
  }

  Path tokens() {
    return directory.resolve("tokens.csv");
  }

  Path serviceAccountKey() {
    return directory.resolve("service-account.key");
  }

  Path certificates() {
    return directory.resolve("certificates");
  }

  /** The API server makes this one itself, when it starts for the first time. */
  Path servingCertificate() {
    return certificates().resolve("apiserver.crt");
  }

  /** Written after the certificate: once this is there, both are. */
  Path servingKey() {
    return certificates().resolve("apiserver.key");
  }

  Path clientAuthority() {
    return directory.resolve("client-ca.crt");
  }

  static String token(String token) {
    return "{token: " + token + "}";
  }

  /** What a kubeconfig says of one of the {@link #CONTROLLERS}. */
  static String tokenOfController(String user) {
    return token(ADMIN_TOKEN + "-" + user);
  }

  private static String tokensOfUsers() {
    StringBuilder lines = new StringBuilder(ADMIN_TOKEN + "," + ADMIN + ",1,system:masters\n");
    CONTROLLERS.forEach(
        user ->
            lines.append("%s-%s,%s,%s,system:masters\n".formatted(ADMIN_TOKEN, user, user, user)));
    return lines.toString();
  }

  /**
   * Only readable once the serving certificate is there.
   *
   * @param credentials a flow mapping, as kubeconfig files have it for a user
   */
  String kubeconfig(String server, String user, String credentials) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: local
      cluster:
        server: %s
        certificate-authority-data: %s
    users:
    - name: "%s"
      user: %s
    contexts:
    - name: local
      context:
        cluster: local
        user: "%s"
    current-context: local
    """
        .formatted(server, base64(servingCertificate()), user, credentials, user);
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newPrivateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, newline).encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
