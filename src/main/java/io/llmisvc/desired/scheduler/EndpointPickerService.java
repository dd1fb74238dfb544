package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The Service through which gateways reach the picker. */
final class EndpointPickerService {
  private static final Set<String> PORTS = Set.of("grpc", "grpc-health", "metrics", "zmq");

  private EndpointPickerService() {}

  static Desired of(EndpointPicker picker) {
    String name = PoolShape.of(picker).picker().name();
    return ServiceChildren.present(ChildRole.SCHEDULER_SERVICE, service(picker, name))
        .and(
            others(picker.children(), name, "the pool names " + name + " as the picker's Service"));
  }

  private static Service service(EndpointPicker picker, String name) {
    return new ServiceBuilder()
        .withMetadata(picker.children().metadata(name, picker.labels()))
        .withNewSpec()
        .withSelector(picker.labels())
        .withPorts(ports(picker.template()))
        .endSpec()
        .build();
  }

  /** The default name, and whatever earlier names the pool gave. */
  static Desired others(ServiceChildren children, String wanted, String why) {
    Set<ObjectKey> keys =
        new TreeSet<>(List.of(ChildRole.SCHEDULER_SERVICE.key(children.service())));
    children.facts().children(Kind.SERVICE).stream()
        .filter(key -> isPickers(children, key))
        .forEach(keys::add);
    return Desired.all(
        keys.stream()
            .filter(key -> !key.name().equals(wanted))
            .map(key -> children.absent(ChildRole.SCHEDULER_SERVICE, key, why))
            .toList());
  }

  private static boolean isPickers(ServiceChildren children, ObjectKey key) {
    return children
        .facts()
        .child(key)
        .map(live -> live.path("metadata").path("labels").path(Labels.COMPONENT).asText())
        .filter(Labels.PICKER::equals)
        .isPresent();
  }

  private static List<ServicePort> ports(@Nullable PodSpec template) {
    Map<String, ServicePort> ports = new TreeMap<>();
    List<Container> containers = template == null ? List.of() : template.getContainers();
    for (Container container : containers) {
      for (ContainerPort port : container.getPorts()) {
        if (port.getName() != null && PORTS.contains(port.getName())) {
          ports.putIfAbsent(port.getName(), port(port));
        }
      }
    }
    return List.copyOf(ports.values());
  }

  private static ServicePort port(ContainerPort port) {
    return new ServicePortBuilder()
        .withName(port.getName())
        .withPort(port.getContainerPort())
        .withTargetPort(new IntOrString(port.getName()))
        .withProtocol(port.getProtocol())
        .build();
  }
}
