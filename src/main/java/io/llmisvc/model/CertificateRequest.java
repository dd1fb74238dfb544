package io.llmisvc.model;

import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service's certificate must be valid for.
 *
 * @param dnsNames sorted
 * @param ipAddresses sorted; addresses not known yet are left out and never cause a rewrite
 * @param service the Service whose cluster addresses belong to it too: the cluster gives them when
 *     the Service is written, which is later than the plan and earlier than the certificate
 * @param renewalAnnotations annotation keys that carry the renewal time; the first is written
 */
public record CertificateRequest(
    List<String> dnsNames,
    List<String> ipAddresses,
    ObjectKey service,
    List<String> renewalAnnotations) {
  public CertificateRequest {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
    renewalAnnotations = List.copyOf(renewalAnnotations);
  }

  /** The same, and valid for these addresses. */
  public CertificateRequest with(List<String> addresses) {
    List<String> all = new ArrayList<>(ipAddresses);
    all.addAll(addresses);
    return new CertificateRequest(dnsNames, all, service, renewalAnnotations);
  }
}
