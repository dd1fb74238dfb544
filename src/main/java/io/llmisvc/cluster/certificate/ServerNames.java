package io.llmisvc.cluster.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** By which names and addresses clients call a server. */
public record ServerNames(List<String> dnsNames, List<String> ipAddresses) {
  public ServerNames {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
  }

  /** Whether a certificate is valid for all of them. */
  public boolean areIn(X509Certificate certificate) throws CertificateException {
    Set<String> names = new HashSet<>();
    var alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
    }
    return names.containsAll(dnsNames)
        && ipAddresses.stream()
            .allMatch(ip -> names.contains(ip) || names.contains(asInCertificate(ip)));
  }

  /** An IPv6 address has many spellings; Java reads out of a certificate one of its own. */
  private static String asInCertificate(String address) {
    GeneralName name = new GeneralName(GeneralName.iPAddress, address);
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address", e);
    }
  }

  GeneralNames alternatives() {
    List<GeneralName> names = new ArrayList<>();
    dnsNames.forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
    ipAddresses.forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
