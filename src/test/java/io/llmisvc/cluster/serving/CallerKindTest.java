package io.llmisvc.cluster.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Yaml;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerKindTest {
  private static final Set<NamespacedName> SERVICES =
      Set.of(new NamespacedName("ns", "hooks"), new NamespacedName("ns", "conversion"));
  private static final String CONFIGURATION =
      """
      metadata: {name: a, resourceVersion: "7"}
      webhooks:
      - {name: trusts, clientConfig: {service: {namespace: ns, name: hooks}, caBundle: new}}
      - {name: calls-another, clientConfig: {service: {namespace: kserve, name: hooks}, caBundle: old}}
      - {name: lacks, clientConfig: {service: {namespace: ns, name: hooks}}}
      - {name: calls-another-of-ours, clientConfig: {service: {namespace: ns, name: conversion}}}
      - {name: by-url, clientConfig: {url: "https://localhost/", caBundle: old}}
      """;
  private static final String DEFINITION =
      """
      metadata: {name: a, resourceVersion: "7"}
      spec:
        conversion:
          strategy: %s
          webhook: {clientConfig: {service: {namespace: ns, name: hooks}, caBundle: %s}}
      """;

  @Test
  void patchesTheEntriesThatCallUsAndTrustAnother() {
    assertThat(patch(CallerKind.VALIDATING_WEBHOOKS, CONFIGURATION, "new"))
        .contains(
            tree(
                """
                metadata: {resourceVersion: "7"}
                webhooks:
                - {name: lacks, clientConfig: {caBundle: new}}
                - {name: calls-another-of-ours, clientConfig: {caBundle: new}}
                - {name: by-url, clientConfig: {caBundle: new}}
                """));
  }

  @Test
  void patchesADefinitionThatConvertsByAWebhook() {
    assertThat(patch(CallerKind.DEFINITION, DEFINITION.formatted("Webhook", "old"), "new"))
        .contains(
            tree(
                """
                metadata: {resourceVersion: "7"}
                spec: {conversion: {webhook: {clientConfig: {caBundle: new}}}}
                """));
    assertThat(patch(CallerKind.DEFINITION, DEFINITION.formatted("None", "old"), "new")).isEmpty();
    assertThat(patch(CallerKind.DEFINITION, DEFINITION.formatted("Webhook", "new"), "new"))
        .isEmpty();
  }

  private static Optional<ObjectNode> patch(CallerKind kind, String object, String bundle) {
    return kind.patch(kind.outline(tree(object)), SERVICES, bundle);
  }

  private static ObjectNode tree(String yaml) {
    return Yaml.objects(yaml).getFirst();
  }
}
