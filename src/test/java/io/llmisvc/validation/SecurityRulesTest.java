package io.llmisvc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamePatterns;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityRulesTest {
  private static final Settings.Security STRICT =
      new Settings.Security(
          false,
          Settings.PickerAccounts.ANY,
          new NamePatterns(List.of("hf", "pvc")),
          new NamePatterns(List.of("models", "team-*")));

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: {uri: 's3://a/b'}                                                          | spec.model.uri
          model: {uri: 'S3://a/b'}                                                          | spec.model.uri
          {model: {uri: 's3://a/b'}, storageInitializer: {enabled: false}}                  | spec.model.uri
          model: {uri: 'hf://a/b', lora: {adapters: [{name: x, uri: 'hf://a/c'}, {name: y, uri: 's3://a/c'}]}} | spec.model.lora.adapters[1].uri
          template: {serviceAccountName: admin}                                             | spec.template.serviceAccountName
          template: {serviceAccount: admin}                                                 | spec.template.serviceAccount
          template: {serviceAccountName: models, serviceAccount: admin}                     | spec.template.serviceAccount
          template: {serviceAccountName: Models}                                            | spec.template.serviceAccountName
          template: {serviceAccountName: svc-epp-sa}                                        | spec.template.serviceAccountName
          {template: {serviceAccountName: svc-kserve}, worker: {}}                          | spec.template.serviceAccountName
          worker: {serviceAccountName: admin}                                               | spec.worker.serviceAccountName
          prefill: {template: {serviceAccountName: admin}}                                  | spec.prefill.template.serviceAccountName
          prefill: {worker: {serviceAccount: admin}}                                        | spec.prefill.worker.serviceAccount
          router: {scheduler: {template: {serviceAccountName: admin}}}                      | spec.router.scheduler.template.serviceAccountName
          router: {scheduler: {template: {serviceAccount: admin}}}                          | spec.router.scheduler.template.serviceAccount
          router: {scheduler: {tokenizer: {template: {serviceAccountName: svc-epp-sa}}}}    | spec.router.scheduler.tokenizer.template.serviceAccountName
          """)
  void refusesWhatIsNotOnTheList(String spec, String path) {
    // When
    List<Finding> findings = SecurityRules.check(effective(spec), STRICT);
    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.isError()).isTrue())
        .satisfies(finding -> assertThat(finding.path()).isEqualTo(path))
        .satisfies(finding -> assertThat(finding.reason()).isEqualTo("NotAllowed"))
        .satisfies(finding -> assertThat(finding.message()).contains("security.allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "model: {uri: 'HF://a/b', lora: {adapters: [{name: x, uri: 'pvc://a/c'}]}}",
        "model: {uri: ''}",
        "template: {serviceAccountName: models, serviceAccount: team-a}",
        "template: {serviceAccountName: default}",
        "template: {serviceAccountName: svc-kserve}",
        "{template: {serviceAccountName: svc-kserve-mn}, worker: {}}",
        "prefill: {worker: {serviceAccountName: svc-kserve-mn-prefill}}",
        "router: {scheduler: {template: {serviceAccountName: svc-epp-sa}}}",
      })
  void acceptsWhatIsOnTheListAndWhatTheOperatorMakes(String spec) {
    assertThat(SecurityRules.check(effective(spec), STRICT)).isEmpty();
  }

  @Test
  void acceptsEverythingByDefault() {
    // Given
    EffectiveSpec effective =
        effective("{model: {uri: 's3://a/b'}, template: {serviceAccountName: admin}}");
    // When
    List<Finding> findings = SecurityRules.check(effective, Settings.Security.defaults());
    // Then
    assertThat(findings).isEmpty();
  }

  private static EffectiveSpec effective(String spec) {
    ObjectNode tree = Yaml.objects(spec).getFirst();
    return new EffectiveSpec(
        new ServiceMeta("demo", "svc", null, 1, Map.of(), Map.of(), false),
        Trees.read(tree, LLMInferenceServiceSpec.class),
        tree);
  }
}
