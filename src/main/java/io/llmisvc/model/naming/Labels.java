package io.llmisvc.model.naming;

import java.util.LinkedHashMap;
import java.util.Map;

/** Label and annotation keys that more than one stage knows. */
public final class Labels {
  public static final String NAME = "app.kubernetes.io/name";
  public static final String PART_OF = "app.kubernetes.io/part-of";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String VERSION = "app.kubernetes.io/version";

  /** Value of {@link #PART_OF} on every child: the selector of every cache. */
  public static final String PART_OF_VALUE = "llminferenceservice";

  /** Values of {@link #COMPONENT}. */
  public static final String ROUTER = "llminferenceservice-router";

  public static final String PICKER = "llminferenceservice-router-scheduler";
  public static final String TOKENIZER = "tokenizer";

  public static final String WORKLOAD_COMPONENT = "kserve.io/component";
  public static final String WORKLOAD = "workload";
  public static final String ROLE = "llm-d.ai/role";
  public static final String ROUTING_GROUP = "serving.kserve.io/routing-group";

  public static final String MODEL_BASED_ROUTING = "serving.kserve.io/model-based-routing-enabled";
  public static final String POOL_MIGRATED = "serving.kserve.io/inference-pool-migrated";

  /** How many GPUs and the like a service asks for, in the annotations of its status. */
  public static final String ACCELERATORS = "serving.kserve.io/accelerators";

  private Labels() {}

  /** The three labels of every child: component, name of the service, and part-of. */
  public static Map<String, String> of(String component, ServiceMeta service) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(COMPONENT, component);
    labels.put(NAME, labelValue(service.name()));
    labels.put(PART_OF, PART_OF_VALUE);
    return labels;
  }

  /** What selects the pods of a service that receive requests. */
  public static Map<String, String> workloadSelector(ServiceMeta service) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, labelValue(service.name()));
    labels.put(PART_OF, PART_OF_VALUE);
    labels.put(WORKLOAD_COMPONENT, WORKLOAD);
    return labels;
  }

  /** A service's name as a label value: itself up to 63 characters, else shortened and hashed. */
  public static String labelValue(String serviceName) {
    return ChildName.of(serviceName, "");
  }
}
