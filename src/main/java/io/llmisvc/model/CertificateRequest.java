package io.llmisvc.model;

import java.util.List;

/**
 * What the service's certificate must be valid for.
 *
 * @param dnsNames sorted
 * @param ipAddresses sorted; addresses not known yet are left out and never cause a rewrite
 * @param renewalAnnotations annotation keys that carry the renewal time; the first is written
 */
public record CertificateRequest(
    List<String> dnsNames, List<String> ipAddresses, List<String> renewalAnnotations) {
  public CertificateRequest {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
    renewalAnnotations = List.copyOf(renewalAnnotations);
  }
}
