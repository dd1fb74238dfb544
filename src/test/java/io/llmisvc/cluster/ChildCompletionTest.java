package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildCompletionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectKey SERVICE = new ObjectKey(Kind.SERVICE, "ns", "llm");

  private final ObjectStore store = new ObjectStore();
  private final ChildCompletion completion =
      new ChildCompletion(store, new Certificates(Clock.systemUTC()));

  @Test
  void issuesTheCertificateForTheAddressesOfTheService() throws Exception {
    // Given
    store.put(SERVICE, service("10.0.0.9", "fd00::9"));
    // When
    ObjectNode secret = completion.complete(child(), Optional.empty());
    // Then
    assertThat(addresses(secret)).containsExactly("127.0.0.1", "10.0.0.9", "fd00:0:0:0:0:0:0:9");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void issuesItWithoutAnAddressThatDoesNotExist(boolean isHeadless) throws Exception {
    // Given
    if (isHeadless) {
      store.put(SERVICE, service("None"));
    }
    // When
    ObjectNode secret = completion.complete(child(), Optional.empty());
    // Then
    assertThat(addresses(secret)).containsExactly("127.0.0.1");
  }

  @Test
  void keepsALiveSecretWhoseServiceIsGone() {
    // Given
    store.put(SERVICE, service("10.0.0.9"));
    ObjectNode live = completion.complete(child(), Optional.empty());
    store.forget(SERVICE, service("10.0.0.9"));
    // When
    ObjectNode next = completion.complete(child(), Optional.of(live));
    // Then
    assertThat(next).isEqualTo(live);
  }

  private static Child child() {
    ObjectNode secret = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
    return new Child(
        ChildRole.TLS_SECRET,
        secret,
        new CertificateRequest(List.of("localhost"), List.of("127.0.0.1"), SERVICE, List.of("a")));
  }

  private static ObjectNode service(String... addresses) {
    ObjectNode service = JSON.createObjectNode();
    service.putObject("metadata").put("resourceVersion", "1");
    var list = service.putObject("spec").put("clusterIP", addresses[0]).putArray("clusterIPs");
    Stream.of(addresses).forEach(list::add);
    return service;
  }

  private static List<String> addresses(ObjectNode secret) throws Exception {
    byte[] pem = Base64.getDecoder().decode(secret.at("/data/tls.crt").asText());
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    return certificate.getSubjectAlternativeNames().stream()
        .filter(name -> name.get(0).equals(7))
        .map(name -> (String) name.get(1))
        .toList();
  }
}
