package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final Reference PODS =
      new Reference.ByLabel(Kind.POD, "demo", "app.kubernetes.io/name", "my-llm");

  @Test
  void holdsTheAddressesOfTheServicesOwnPods() {
    // Given
    ClusterFacts cluster =
        cluster(
            Map.of(),
            Map.of(
                PODS,
                List.of(
                    pod(
                        "llminferenceservice-workload",
                        "{podIP: 10.0.0.7, podIPs: [{ip: 10.0.0.7}, {ip: 'fd00::7'}]}"),
                    pod("llminferenceservice-workload-prefill", "{}"),
                    pod("llminferenceservice-router-scheduler", "{podIP: 10.0.0.9}"))));

    // When
    List<String> addresses = addresses(tls(true), cluster);

    // Then
    assertThat(addresses).containsExactly("10.0.0.7", "127.0.0.1", "fd00::7");
  }

  @Test
  void looksAtALongAddressInNoTime() {
    // Given
    String address = ":".repeat(200_000) + "\\n";
    ClusterFacts cluster =
        cluster(
            Map.of(),
            Map.of(
                PODS,
                List.of(pod("llminferenceservice-workload", "{podIP: \"" + address + "\"}"))));

    // When
    List<String> addresses =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> addresses(tls(true), cluster));

    // Then
    assertThat(addresses).containsExactly("127.0.0.1");
  }

  @Test
  void asksForNoPodsWithoutTls() {
    // Given
    Facts facts = new Facts(ClusterFacts.unknown());

    // When
    Certificate.request(new Context(effective("{}"), tls(false), facts));

    // Then
    assertThat(facts.asked()).isEmpty();
  }

  @Test
  void leavesTheAddressOfTheServiceToWhoWritesIt() {
    // When
    CertificateRequest request =
        Certificate.request(
            new Context(effective("{}"), tls(false), new Facts(ClusterFacts.unknown())));

    // Then
    assertThat(request.service())
        .isEqualTo(new ObjectKey(Kind.SERVICE, "demo", "my-llm-kserve-workload-svc"));
    assertThat(request.ipAddresses()).containsExactly("127.0.0.1");
  }

  @Test
  void namesThePickerOfAReferencedPool() {
    // Given
    Reference pool = new Reference.ByName(Kind.INFERENCE_POOL, "demo", "ext");
    ClusterFacts cluster =
        cluster(
            Map.of(), Map.of(pool, List.of(yaml("spec: {endpointPickerRef: {name: their-epp}}"))));
    EffectiveSpec effective = effective("{router: {scheduler: {pool: {ref: {name: ext}}}}}");

    // When
    List<String> names =
        Certificate.request(new Context(effective, tls(false), new Facts(cluster))).dnsNames();

    // Then
    assertThat(names).contains("their-epp.demo.svc", "their-epp.demo.svc.cluster.local");
  }

  private static List<String> addresses(Settings settings, ClusterFacts cluster) {
    return Certificate.request(new Context(effective("{}"), settings, new Facts(cluster)))
        .ipAddresses();
  }

  private static ClusterFacts cluster(
      Map<ObjectKey, ObjectNode> children, Map<Reference, List<ObjectNode>> references) {
    return new ClusterFacts(EnumSet.allOf(Kind.class), children, references);
  }

  private static Settings tls(boolean on) {
    Settings d = Settings.defaults();
    Settings.Ingress i = d.ingress();
    return new Settings(
        d.systemNamespace(),
        d.configPrefix(),
        d.versionedConfigs(),
        d.clusterDomain(),
        d.wildcardHostname(),
        d.isNamespaced(),
        new Settings.Ingress(
            i.defaultGateway(),
            i.managedGatewayClassName(),
            i.urlScheme(),
            on,
            i.modelRoutingHeader(),
            i.modelRoutingMode()),
        d.storage(),
        d.credentials(),
        d.expirationAnnotations(),
        d.variantMetrics(),
        d.security(),
        d.holdsMigration(),
        d.localModels());
  }

  private static EffectiveSpec effective(String spec) {
    ObjectNode tree = yaml(spec);
    return new EffectiveSpec(
        new ServiceMeta("demo", "my-llm", "uid", 1, Map.of(), Map.of(), false),
        Trees.read(tree, LLMInferenceServiceSpec.class),
        tree);
  }

  private static ObjectNode pod(String component, String status) {
    return yaml(
        "metadata: {labels: {app.kubernetes.io/part-of: llminferenceservice,"
            + " app.kubernetes.io/component: "
            + component
            + "}}\nstatus: "
            + status);
  }

  private static ObjectNode yaml(String text) {
    return Yaml.objects(text).getFirst();
  }
}
