package io.llmisvc.model.naming;

import java.util.function.BinaryOperator;

/** What is put behind a service's name to name its children. The only place that spells names. */
public enum ChildSuffix {
  WORKLOAD("-kserve"),
  PREFILL("-kserve-prefill"),
  MULTI_NODE("-kserve-mn"),
  MULTI_NODE_PREFILL("-kserve-mn-prefill"),
  GROUPS("-kserve-mn", GroupName::of),
  PREFILL_GROUPS("-kserve-mn-prefill", GroupName::of),
  WORKLOAD_ROLE("-kserve-role"),
  WORKLOAD_ROLE_BINDING("-kserve-rb"),
  MULTI_NODE_ROLE("-kserve-mn-role"),
  MULTI_NODE_ROLE_BINDING("-kserve-mn-rb"),
  WORKLOAD_SERVICE("-kserve-workload-svc"),
  TLS_SECRET("-kserve-self-signed-certs"),
  ROUTE("-kserve-route"),
  GATEWAY("-kserve-gateway"),
  INFERENCE_POOL("-inference-pool"),
  INFERENCE_OBJECTIVE("-inference-objective"),
  INFERENCE_MODEL("-inference-model"),
  SCHEDULER("-kserve-router-scheduler"),
  SCHEDULER_SERVICE("-epp-service"),
  SCHEDULER_SERVICE_ACCOUNT("-epp-sa"),
  SCHEDULER_ROLE("-epp-role"),
  SCHEDULER_ROLE_BINDING("-epp-rb"),
  TOKENIZER("-tokenizer");

  private final String text;
  private final BinaryOperator<String> rule;

  ChildSuffix(String text) {
    this(text, ChildName::of);
  }

  ChildSuffix(String text, BinaryOperator<String> rule) {
    this.text = text;
    this.rule = rule;
  }

  /** The name of this child for a service of the given name; at most 63 characters. */
  public String of(String serviceName) {
    return rule.apply(serviceName, text);
  }

  public String text() {
    return text;
  }
}
