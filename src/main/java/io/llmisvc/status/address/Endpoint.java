package io.llmisvc.status.address;

import io.llmisvc.model.naming.NamespacedName;
import java.util.Locale;
import java.util.regex.Pattern;

/** One place at which a Gateway answers for the service. */
public record Endpoint(String scheme, String host, int port, String path, NamespacedName gateway) {
  private static final Pattern PRIVATE_IPV4 =
      Pattern.compile("(10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.)[\\d.]+");
  private static final Pattern PRIVATE_IPV6 = Pattern.compile("(?i)f[cd][0-9a-f]{2}:.*");

  public String url() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme + "://" + name + (isDefaultPort() ? "" : ":" + port) + path;
  }

  public boolean isClusterLocal(String clusterDomain) {
    return lowerHost().endsWith(clusterDomain.toLowerCase(Locale.ROOT));
  }

  /** Whether the host can only be reached from inside; a loopback address counts as outside. */
  public boolean isInternal(String clusterDomain) {
    String name = lowerHost();
    return isClusterLocal(clusterDomain)
        || name.endsWith(".local")
        || name.endsWith(".localhost")
        || name.endsWith(".internal")
        || name.equals("localhost")
        || PRIVATE_IPV4.matcher(name).matches()
        || PRIVATE_IPV6.matcher(name).matches();
  }

  /** Whether the request, not the path, chooses the model. */
  public boolean isModelRouting() {
    return path.isEmpty() || path.equals("/");
  }

  private boolean isDefaultPort() {
    return port == (scheme.equals("https") ? 443 : 80);
  }

  private String lowerHost() {
    return host.toLowerCase(Locale.ROOT);
  }
}
