package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.api.router.TokenizerSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.FieldError;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamePatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sources of models, and accounts of pods, that the operator configuration does not allow. */
public final class SecurityRules {
  /** Reason of every finding about what the operator configuration does not allow. */
  public static final String REASON = "NotAllowed";

  /** What a pod gets that names no account: naming it gives nothing more. */
  private static final String DEFAULT_ACCOUNT = "default";

  private final EffectiveSpec effective;
  private final Settings.Security security;
  private final List<Finding> findings = new ArrayList<>();

  private SecurityRules(EffectiveSpec effective, Settings.Security security) {
    this.effective = effective;
    this.security = security;
  }

  /** Checks a spec after composition: it does not matter who wrote what is not allowed. */
  public static List<Finding> check(EffectiveSpec effective, Settings.Security security) {
    SecurityRules rules = new SecurityRules(effective, security);
    rules.sources();
    rules.accounts();
    return rules.findings;
  }

  private void sources() {
    LLMModelSpec model = effective.spec().model();
    if (model == null) {
      return;
    }
    source("spec.model.uri", model.uri());
    List<LLMModelSpec> adapters = model.lora() == null ? List.of() : model.lora().adapters();
    for (int i = 0; i < adapters.size(); i++) {
      source("spec.model.lora.adapters[" + i + "].uri", adapters.get(i).uri());
    }
  }

  /** Without a scheme nothing is fetched; that it is missing is said elsewhere. */
  private void source(String path, @Nullable String uri) {
    String text = Objects.requireNonNullElse(uri, "");
    int end = text.indexOf("://");
    String scheme = text.substring(0, Math.max(end, 0)).toLowerCase(Locale.ROOT);
    if (end >= 0 && !security.allowedModelSchemes().allows(scheme)) {
      refuse(
          path,
          scheme + ":// is not a scheme that models may come from",
          "allowedModelSchemes",
          security.allowedModelSchemes());
    }
  }

  private void accounts() {
    LLMInferenceServiceSpec spec = effective.spec();
    workload("spec", spec, ChildRole.WORKLOAD_SERVICE_ACCOUNT);
    if (spec.prefill() != null) {
      workload("spec.prefill", spec.prefill(), ChildRole.MULTI_NODE_PREFILL_SERVICE_ACCOUNT);
    }
    SchedulerSpec scheduler = spec.scheduler();
    if (scheduler != null) {
      String picker = managed(ChildRole.SCHEDULER_SERVICE_ACCOUNT);
      pod("spec.router.scheduler.template", scheduler.template(), picker);
      TokenizerSpec tokenizer = scheduler.tokenizer();
      pod(
          "spec.router.scheduler.tokenizer.template",
          tokenizer == null ? null : tokenizer.template(),
          DEFAULT_ACCOUNT);
    }
  }

  private void workload(String path, Workload workload, ChildRole single) {
    boolean isMain = workload instanceof LLMInferenceServiceSpec;
    String managed =
        managed(
            isMain && workload.worker() != null ? ChildRole.MULTI_NODE_SERVICE_ACCOUNT : single);
    pod(path + ".template", workload.template(), managed);
    pod(path + ".worker", workload.worker(), managed);
  }

  private void pod(String path, @Nullable PodSpec pod, String managed) {
    if (pod == null) {
      return;
    }
    List<String> free = List.of(managed, DEFAULT_ACCOUNT);
    String named = Objects.requireNonNullElse(pod.getServiceAccountName(), "");
    String alias = Objects.requireNonNullElse(pod.getServiceAccount(), "");
    account(path + ".serviceAccountName", named, free);
    if (!alias.equals(named)) {
      account(path + ".serviceAccount", alias, free);
    }
  }

  private void account(String path, String name, List<String> free) {
    NamePatterns allowed = security.allowedServiceAccounts();
    if (!name.isEmpty() && !free.contains(name) && !allowed.allows(name)) {
      refuse(
          path,
          name + " is not a ServiceAccount that services may run as",
          "allowedServiceAccounts",
          allowed);
    }
  }

  private String managed(ChildRole account) {
    return account.name(effective.service());
  }

  private void refuse(String path, String what, String setting, NamePatterns allowed) {
    findings.add(
        new Finding(
            Severity.ERROR,
            Subject.COMPOSITION,
            REASON,
            path,
            what + ": security." + setting + " of the operator configuration allows " + allowed,
            FieldError.FORBIDDEN));
  }
}
