package io.llmisvc.status.condition;

import io.llmisvc.api.status.Condition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every condition of both kinds. A condition that does not apply to a spec is not in its status.
 */
public enum ConditionType {
  /** True when the three below are; of a config, when it can be composed from. */
  READY("Ready", null),

  /** True when the configs were found, merged and accepted; cleared by a fixed spec or config. */
  PRESETS_COMBINED("PresetsCombined", null),
  /** True when every workload condition is; cleared by the Deployments and LeaderWorkerSets. */
  WORKLOADS_READY("WorkloadsReady", null),
  /** True when every router condition is, also when nothing is routed; cleared by the gateways. */
  ROUTER_READY("RouterReady", null),

  /** True when the main Deployment is available; absent when the workload is multi-node. */
  MAIN_WORKLOAD_READY("MainWorkloadReady"),
  /** True when the main LeaderWorkerSet is available; only when the workload is multi-node. */
  WORKER_WORKLOAD_READY("WorkerWorkloadReady"),
  /** True when the prefill Deployment is available; only with a single-node prefill. */
  PREFILL_WORKLOAD_READY("PrefillWorkloadReady"),
  /** True when the prefill LeaderWorkerSet is available; only with a multi-node prefill. */
  PREFILL_WORKER_WORKLOAD_READY("PrefillWorkerWorkloadReady"),
  /** True when what scales the main workload does; only when it is scaled. */
  SCALING_READY("ScalingReady"),
  /** True when what scales the prefill workload does; only when it is scaled. */
  PREFILL_SCALING_READY("PrefillScalingReady"),

  /** True when every Gateway in use is programmed; only when a Gateway is named or managed. */
  GATEWAYS_READY("GatewaysReady"),
  /** True when every Gateway has accepted the routes; only when there are routes. */
  HTTP_ROUTES_READY("HTTPRoutesReady"),
  /** True when every Gateway in use has accepted the pool; only with a scheduler. */
  INFERENCE_POOL_READY("InferencePoolReady"),
  /** True when a picker pod is available; only with a scheduler of ours. */
  SCHEDULER_WORKLOAD_READY("SchedulerWorkloadReady"),
  /** True when the tokenizer's pod is available; only with one of its own. */
  TOKENIZER_READY("TokenizerReady"),

  /** True when the routing group has its backends; False while a deletion waits for others. */
  GROUP_READY("GroupReady"),
  /** True when members of the routing group serve other models; absent when none does. */
  GROUP_DEGRADED("GroupDegraded"),

  /** False when models are image volumes and the cluster is too old; in no other's way. */
  OCI_IMAGE_VOLUME_COMPATIBLE("OciImageVolumeCompatible"),

  /** Of a config: True while a service uses it; cleared by the services. */
  CONFIG_IN_USE("ConfigInUse");

  /** What {@code RouterReady} is made from. */
  public static final Set<ConditionType> BELOW_ROUTER =
      Collections.unmodifiableSet(EnumSet.range(GATEWAYS_READY, TOKENIZER_READY));

  /** What is said of a routing group, in no other's way. */
  public static final Set<ConditionType> OF_GROUP =
      Collections.unmodifiableSet(EnumSet.of(GROUP_READY, GROUP_DEGRADED));

  private final String text;
  private final @Nullable String severity;

  ConditionType(String text) {
    this(text, "Info");
  }

  ConditionType(String text, @Nullable String severity) {
    this.text = text;
    this.severity = severity;
  }

  /** The {@code type} in the status. */
  public String text() {
    return text;
  }

  /** Absent on what {@code Ready} depends on directly, which clients read as an error. */
  public @Nullable String severity() {
    return severity;
  }

  /** The condition of this type among these, if it is there. */
  public Optional<Condition> among(List<Condition> conditions) {
    return conditions.stream().filter(condition -> text.equals(condition.type())).findFirst();
  }
}
