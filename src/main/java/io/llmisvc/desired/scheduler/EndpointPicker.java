package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.PoolSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A managed endpoint picker that is wanted: its pool, and the names that its objects share. */
record EndpointPicker(
    EffectiveSpec effective, PoolSource.Managed pool, Settings settings, ServiceChildren children) {
  static final String TEMPLATE_PATH = "spec.router.scheduler.template";

  SchedulerSpec spec() {
    return pool.scheduler();
  }

  ServiceMeta service() {
    return children.service();
  }

  Facts facts() {
    return children.facts();
  }

  Map<String, String> labels() {
    return labels(service());
  }

  static Map<String, String> labels(ServiceMeta service) {
    return Labels.of(Labels.PICKER, service);
  }

  @Nullable PodSpec template() {
    return spec().template();
  }

  /** The same as a tree, with what is empty as empty; a missing node when there is none. */
  JsonNode pod() {
    return effective.tree().at("/router/scheduler/template");
  }

  /** The account that the picker runs as. */
  String account() {
    String given = template() == null ? null : template().getServiceAccountName();
    return given == null || given.isEmpty() ? managedAccount() : given;
  }

  boolean isReplicated() {
    return spec().replicas() != null && spec().replicas() > 1;
  }

  boolean managesAccount() {
    return account().equals(managedAccount());
  }

  boolean hasAdapters() {
    LLMModelSpec model = effective.spec().model();
    return model != null && model.lora() != null && !model.lora().adapters().isEmpty();
  }

  /** Of the tokenizer of its own, when the picker has one. */
  Optional<String> tokenizerUrl() {
    return Optional.ofNullable(spec().tokenizer()).map(tokenizer -> Tokenizer.url(this));
  }

  /** The account of the user's whose credentials the picker's own account has. */
  String credentialsAccount() {
    return managesAccount() ? workloadAccount().orElse(Account.DEFAULT) : account();
  }

  /** What the user has the model servers run as. */
  Optional<String> workloadAccount() {
    return Optional.ofNullable(effective.spec().template())
        .map(PodSpec::getServiceAccountName)
        .filter(name -> !name.isEmpty());
  }

  private String managedAccount() {
    return ChildRole.SCHEDULER_SERVICE_ACCOUNT.name(service());
  }

  static Finding error(String path, String message) {
    return Finding.error(
        Subject.SCHEDULER, ChildRole.SCHEDULER_DEPLOYMENT.failureReason(), path, message);
  }
}
