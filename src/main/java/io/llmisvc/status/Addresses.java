package io.llmisvc.status;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.api.status.Address;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.status.address.Endpoint;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the service can be reached, and the address to use.
 *
 * @param url absent when no Gateway answers for the service
 */
record Addresses(@Nullable String url, List<Address> all) {
  private static final Addresses NONE = new Addresses(null, List.of());

  static Addresses of(RoutesInUse routing, Discovery discovery) {
    StatusContext context = routing.context();
    if (context.isStopped()) {
      return NONE;
    }
    if (!discovery.complete()) {
      return previous(context);
    }
    if (!routing.isWanted()) {
      return new Addresses(null, List.of(workload(context)));
    }
    return new Addresses(
        preferred(context, discovery.endpoints()),
        discovery.endpoints().stream().map(endpoint -> address(context, endpoint)).toList());
  }

  private static Addresses previous(StatusContext context) {
    return context
        .previous()
        .map(status -> new Addresses(status.url(), status.addresses()))
        .orElse(NONE);
  }

  /** An external one before internal ones, the service's own path first, then the wanted scheme. */
  private static @Nullable String preferred(StatusContext context, List<Endpoint> endpoints) {
    Settings settings = context.settings();
    ServiceMeta service = context.service();
    String own = "/" + service.namespace() + "/" + service.name();
    return endpoints.stream()
        .min(
            Comparator.<Endpoint, Boolean>comparing(e -> e.isInternal(settings.clusterDomain()))
                .thenComparing(e -> !e.path().startsWith(own))
                .thenComparing(e -> !e.scheme().equals(settings.ingress().urlScheme())))
        .map(Endpoint::url)
        .orElse(null);
  }

  private static Address workload(StatusContext context) {
    Settings settings = context.settings();
    ServiceMeta service = context.service();
    String url =
        "%s://%s.%s.svc.%s"
            .formatted(
                settings.ingress().tls() ? "https" : "http",
                ChildRole.WORKLOAD_SERVICE.name(service),
                service.namespace(),
                settings.clusterDomain());
    return new Address(null, url, null, null, null, List.of());
  }

  private static Address address(StatusContext context, Endpoint endpoint) {
    ObjectReference origin =
        new ObjectReference(
            Kind.GATEWAY.group(),
            Kind.GATEWAY.kind(),
            endpoint.gateway().name(),
            endpoint.gateway().namespace());
    return new Address(
        name(context, endpoint), endpoint.url(), null, null, origin, models(context, endpoint));
  }

  private static String name(StatusContext context, Endpoint endpoint) {
    String domain = context.settings().clusterDomain();
    String name = endpoint.isInternal(domain) ? "internal" : "gateway-external";
    String place = endpoint.isClusterLocal(domain) ? "gateway-internal" : name;
    return endpoint.isModelRouting() ? place + "-model-routing" : place;
  }

  private static List<Address.Model> models(StatusContext context, Endpoint endpoint) {
    return context.plan().effective().stream()
        .flatMap(spec -> Stream.concat(Stream.of(spec.modelName()), spec.adapterNames().stream()))
        .flatMap(
            name ->
                endpoint.isModelRouting()
                    ? Stream.of(context.service().published(name))
                    : Stream.of(context.service().published(name), name))
        .map(Address.Model::new)
        .toList();
  }
}
