package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.desired.release.Version;
import io.llmisvc.desired.scheduler.config.ConfigFlag;
import io.llmisvc.desired.scheduler.config.Rewriting;
import io.llmisvc.desired.scheduler.config.Sidecar;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ShortHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The picker's pod: the template, the arguments that the operator adds, and a configuration that
 * the picker's version understands.
 *
 * @param ownership annotations that tell a later pass which configuration was written by us
 * @param isUsable false when a finding is an error; the Deployment is then left as it is
 */
record EndpointPickerPod(
    ObjectNode spec, Map<String, String> ownership, boolean isUsable, List<Finding> findings) {
  /** Hash of the configuration that we wrote. What differs from it is not ours, and is kept. */
  static final String CONFIG_HASH = "internal.serving.kserve.io/picker-config-hash";

  EndpointPickerPod {
    ownership = Map.copyOf(ownership);
    findings = List.copyOf(findings);
  }

  static EndpointPickerPod of(EndpointPicker picker, Optional<ObjectNode> live) {
    if (!(picker.pod() instanceof ObjectNode template)) {
      return unusable(
          EndpointPicker.error(EndpointPicker.TEMPLATE_PATH, "no config gives the picker a pod"));
    }
    String version = picker.spec().annotations().get(Labels.VERSION);
    Optional<Version> parsed = Version.parse(version);
    if (parsed.isEmpty()) {
      return unusable(
          EndpointPicker.error(
              "spec.router.scheduler.annotations[" + Labels.VERSION + "]",
              version + " is not a semantic version such as 0.10.0"));
    }
    EndpointPickerPod pod =
        of(picker, template, ConfigSource.of(picker, live, parsed.get()), parsed.get());
    return pod.isUsable() && PodTrees.container(pod.spec(), Sidecar.NAME).isPresent()
        ? pod.with(
            TokenizerModel.ofSidecar(picker, Objects.requireNonNull(picker.template()), live))
        : pod;
  }

  private static EndpointPickerPod of(
      EndpointPicker picker, ObjectNode template, ConfigSource source, Version version) {
    Optional<String> tokenizer = picker.tokenizerUrl();
    Rewriting.Result pod = Rewriting.of(pod(template, picker, source), version, tokenizer);
    return switch (source.origin()) {
      case WRITTEN -> of(pod, true, changes(pod, path(picker)));
      case GENERATED -> of(pod, true, List.of());
      case LIVE -> {
        Rewriting.Result generated =
            Rewriting.of(
                pod(template, picker, ConfigSource.generated(picker, version)), version, tokenizer);
        yield generated.pod().equals(pod.pod())
            ? of(pod, true, List.of())
            : of(pod, false, kept(pod));
      }
    };
  }

  private static ObjectNode pod(ObjectNode template, EndpointPicker picker, ConfigSource source) {
    return EndpointPickerArguments.fragment(picker, source.appended()).onto(template);
  }

  private static String path(EndpointPicker picker) {
    return WrittenConfig.of(picker.effective(), picker.pool())
        .map(WrittenConfig::path)
        .orElse(EndpointPicker.TEMPLATE_PATH);
  }

  private static List<Finding> unreadable(Rewriting.Result pod, String path) {
    return pod.unreadable().isEmpty()
        ? List.of()
        : List.of(
            Finding.warning(
                Subject.SCHEDULER,
                "PickerConfigUnreadable",
                path,
                "the configuration is no YAML object with a kind; it is passed on as it is: "
                    + pod.unreadable()));
  }

  /** What the operator makes of a text that somebody wrote. */
  private static List<Finding> changes(Rewriting.Result pod, String path) {
    List<Finding> findings = new ArrayList<>(unreadable(pod, path));
    pod.changes()
        .forEach(
            change ->
                findings.add(
                    Finding.info(
                            Subject.SCHEDULER,
                            "PickerConfigRewritten",
                            path,
                            change.message() + "; the picker gets it so")
                        .with(change.text())));
    return findings;
  }

  /** How it was brought to a new version is not told: once written, it is what runs. */
  private static List<Finding> kept(Rewriting.Result pod) {
    List<Finding> findings = new ArrayList<>(unreadable(pod, WrittenConfig.FIELD));
    findings.add(
        Finding.info(
            Subject.SCHEDULER,
            "PickerConfigKept",
            WrittenConfig.FIELD,
            "not set, so the picker keeps the configuration that it runs with, which the operator"
                + " did not write; set it, or delete the picker's Deployment to get a generated"
                + " one"));
    return findings;
  }

  private static EndpointPickerPod of(Rewriting.Result pod, boolean isOurs, List<Finding> changes) {
    List<Finding> findings = new ArrayList<>();
    pod.errors()
        .forEach(error -> findings.add(EndpointPicker.error(EndpointPicker.TEMPLATE_PATH, error)));
    boolean isUsable = findings.isEmpty();
    findings.addAll(changes);
    Optional<ConfigFlag> config = ConfigFlag.in(pod.pod());
    if (config.isEmpty()) {
      findings.add(
          Finding.warning(
              Subject.SCHEDULER,
              "PickerNotConfigured",
              EndpointPicker.TEMPLATE_PATH + ".containers",
              "no container is named main; the picker gets no arguments"));
    }
    Map<String, String> ownership =
        config
            .filter(flag -> isOurs)
            .map(flag -> Map.of(CONFIG_HASH, ShortHash.of(flag.value())))
            .orElse(Map.of());
    return new EndpointPickerPod(pod.pod(), ownership, isUsable, findings);
  }

  private EndpointPickerPod with(PodFragment fragment) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(fragment.findings());
    return new EndpointPickerPod(
        fragment.onto(spec), ownership, isUsable && !fragment.hasErrors(), all);
  }

  private static EndpointPickerPod unusable(Finding finding) {
    return new EndpointPickerPod(
        JsonNodeFactory.instance.objectNode(), Map.of(), false, List.of(finding));
  }
}
