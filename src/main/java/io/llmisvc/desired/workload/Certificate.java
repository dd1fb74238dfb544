package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.router.InferencePoolSpec;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.PoolSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The names and addresses under which a service's workload and picker are reached. */
final class Certificate {
  private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F.]*:.*");

  /** Pods that are reached by the name of their Service only. */
  private static final Set<String> BY_NAME = Set.of(Labels.PICKER, Labels.TOKENIZER);

  private Certificate() {}

  static CertificateRequest request(Context context) {
    return new CertificateRequest(
        List.copyOf(dnsNames(context)),
        List.copyOf(addresses(context)),
        ChildRole.WORKLOAD_SERVICE.key(context.service()),
        context.settings().expirationAnnotations());
  }

  private static SortedSet<String> dnsNames(Context context) {
    SortedSet<String> names = new TreeSet<>();
    names.add("localhost");
    List<String> services = new ArrayList<>();
    services.add(ChildRole.WORKLOAD_SERVICE.name(context.service()));
    picker(context).ifPresent(services::add);
    if (context.effective().router().pool().hasTokenizer()) {
      services.add(ChildRole.TOKENIZER_SERVICE.name(context.service()));
    }
    for (String service : services) {
      String name = service + "." + context.service().namespace() + ".svc";
      names.add(name);
      names.add(name + "." + context.settings().clusterDomain());
    }
    return names;
  }

  /** The picker's Service: of the pool that is referenced, else as the pool's spec names it. */
  private static Optional<String> picker(Context context) {
    return switch (context.effective().router().pool()) {
      case PoolSource.None() -> Optional.empty();
      case PoolSource.Referenced(String name) -> pickerOf(name, context);
      case PoolSource.Managed managed ->
          managed
              .spec()
              .map(InferencePoolSpec::picker)
              .map(InferencePoolSpec.ExtensionRef::name)
              .filter(name -> !name.isEmpty());
    };
  }

  private static Optional<String> pickerOf(String pool, Context context) {
    return context
        .facts()
        .find(Kind.INFERENCE_POOL, context.service().namespace(), pool)
        .found()
        .map(found -> found.path("spec").path("endpointPickerRef").path("name").asText())
        .filter(name -> !name.isEmpty());
  }

  /** Pods are reached by address only where they speak TLS; without it nobody asks for them. */
  private static SortedSet<String> addresses(Context context) {
    SortedSet<String> addresses = new TreeSet<>();
    addresses.add("127.0.0.1");
    if (context.settings().ingress().tls()) {
      pods(context)
          .flatMap(Certificate::addresses)
          .filter(address -> ADDRESS.matcher(address).matches())
          .forEach(addresses::add);
    }
    return addresses;
  }

  private static Stream<ObjectNode> pods(Context context) {
    String name = Labels.labelValue(context.service().name());
    return context.facts().list(Kind.POD, context.service().namespace(), Labels.NAME, name).stream()
        .filter(pod -> label(pod, Labels.PART_OF).equals(Labels.PART_OF_VALUE))
        .filter(pod -> !BY_NAME.contains(label(pod, Labels.COMPONENT)));
  }

  private static Stream<String> addresses(ObjectNode pod) {
    JsonNode status = pod.path("status");
    return Stream.concat(
        Stream.of(status.path("podIP").asText()),
        stream(status.path("podIPs")).map(ip -> ip.path("ip").asText()));
  }

  private static String label(ObjectNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
