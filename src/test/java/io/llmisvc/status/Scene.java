package io.llmisvc.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.status.condition.ConditionType;
import io.llmisvc.status.condition.PodReasons;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A service {@code demo/my-llm}, a cluster around it, and what its status says. */
public final class Scene {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Map<String, String> annotations = new HashMap<>();
  private final List<Child> children = new ArrayList<>();
  private final List<AbsentChild> absent = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Observed.Failure> failures = new ArrayList<>();
  private final List<AppliedConfig> applied = new ArrayList<>();
  private final Map<String, String> pins = new HashMap<>();
  private final Map<ObjectKey, ObjectNode> live = new HashMap<>();
  private final Map<Reference, List<ObjectNode>> references = new HashMap<>();
  private final Set<Kind> served = EnumSet.allOf(Kind.class);
  private @Nullable ObjectNode spec;
  private @Nullable LLMInferenceServiceStatus previous;
  private Settings settings = Settings.defaults();
  private Instant now = NOW;
  private String namespace = "demo";
  private String name = "my-llm";
  private PodReasons reasons = PodReasons.UNKNOWN;

  /** A service that cannot be composed. */
  static Scene uncomposed() {
    return new Scene();
  }

  static Scene of(String spec) {
    Scene scene = new Scene();
    scene.spec = tree(spec);
    return scene;
  }

  public static ObjectNode tree(String yaml) {
    try {
      return (ObjectNode) YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Scene named(String inNamespace, String serviceName) {
    namespace = inNamespace;
    name = serviceName;
    return this;
  }

  Scene stopped() {
    annotations.put(ServiceMeta.STOP, "True");
    return this;
  }

  Scene with(Settings.Ingress ingress) {
    Settings base = Settings.defaults();
    settings =
        new Settings(
            base.systemNamespace(),
            base.configPrefix(),
            base.versionedConfigs(),
            base.clusterDomain(),
            base.wildcardHostname(),
            base.isNamespaced(),
            ingress,
            base.storage(),
            base.credentials(),
            base.expirationAnnotations(),
            base.variantMetrics(),
            base.security(),
            base.holdsMigration(),
            base.localModels());
    return this;
  }

  Scene planned(ChildRole role, String object) {
    children.add(new Child(role, tree(object)));
    return this;
  }

  /** A planned child that is live as well, with the status given. */
  Scene running(ChildRole role, String object, String status) {
    planned(role, object);
    ObjectNode copy = tree(object);
    copy.set("status", tree(status));
    return live(copy);
  }

  Scene live(ObjectNode object) {
    live.put(ObjectKey.of(object).orElseThrow(), object);
    return this;
  }

  Scene absent(ChildRole role, Kind kind, String childName) {
    absent.add(new AbsentChild(role, new ObjectKey(kind, namespace, childName), "not wanted"));
    return this;
  }

  Scene found(Finding finding) {
    findings.add(finding);
    return this;
  }

  Scene failed(ChildRole role, Kind kind, String childName, String message) {
    ObjectKey key = new ObjectKey(kind, namespace, childName);
    failures.add(new Observed.Failure(role, key, "WriteFailed", message));
    return this;
  }

  Scene applied(AppliedConfig... configs) {
    applied.addAll(List.of(configs));
    return this;
  }

  Scene pinned(String key, String value) {
    pins.put(key, value);
    return this;
  }

  Scene without(Kind kind) {
    served.remove(kind);
    return this;
  }

  /** An object of somebody else. */
  Scene there(String yaml) {
    ObjectNode object = tree(yaml);
    ObjectKey key = ObjectKey.of(object).orElseThrow();
    references.put(new Reference.ByName(key.kind(), key.namespace(), key.name()), List.of(object));
    return this;
  }

  Scene notThere(Kind kind, String inNamespace, String objectName) {
    references.put(new Reference.ByName(kind, inNamespace, objectName), List.of());
    return this;
  }

  Scene labelled(String label, String value, String yaml) {
    ObjectNode object = tree(yaml);
    ObjectKey key = ObjectKey.of(object).orElseThrow();
    references.put(
        new Reference.ByLabel(key.kind(), key.namespace(), label, value), List.of(object));
    return this;
  }

  Scene after(LLMInferenceServiceStatus status, Instant later) {
    previous = status;
    now = later;
    return this;
  }

  /** Where somebody looks at pods. */
  Scene blaming(PodReasons found) {
    reasons = found;
    return this;
  }

  LLMInferenceServiceStatus status() {
    return status(facts());
  }

  LLMInferenceServiceStatus status(Facts facts) {
    return ServiceStatus.of(
        new StatusInputs(plan(), new Observed(live, failures), settings, previous, now, reasons),
        facts);
  }

  Facts facts() {
    return new Facts(new ClusterFacts(served, live, references));
  }

  /** One condition as {@code Status/Reason}, or {@code Status} without reason, or {@code -}. */
  String condition(ConditionType type) {
    return text(status(), type);
  }

  String message(ConditionType type) {
    return status().conditions().stream()
        .filter(c -> type.text().equals(c.type()))
        .map(c -> c.message() == null ? "" : c.message())
        .findFirst()
        .orElse("");
  }

  static String text(LLMInferenceServiceStatus status, ConditionType type) {
    return status.conditions().stream()
        .filter(c -> type.text().equals(c.type()))
        .map(Scene::text)
        .findFirst()
        .orElse("-");
  }

  private static String text(Condition condition) {
    return condition.reason() == null
        ? condition.status() + ""
        : condition.status() + "/" + condition.reason();
  }

  private Plan plan() {
    ServiceMeta meta = new ServiceMeta(namespace, name, "uid", 7, Map.of(), annotations, false);
    EffectiveSpec effective =
        spec == null
            ? null
            : new EffectiveSpec(meta, YAML.convertValue(spec, LLMInferenceServiceSpec.class), spec);
    Composition composition = new Composition(effective, applied, pins, findings);
    return new Plan(meta, composition, children, absent, findings, Set.of(), null);
  }
}
