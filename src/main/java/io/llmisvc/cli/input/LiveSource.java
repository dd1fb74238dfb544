package io.llmisvc.cli.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read of a cluster.
 *
 * @param services names; all of the namespace when empty
 * @param namespace absent for all
 * @param systemNamespace of the operator, its ConfigMap and the shared configs
 */
public record LiveSource(
    List<String> services, @Nullable String namespace, String systemNamespace) {
  public LiveSource {
    services = List.copyOf(services);
  }
}
