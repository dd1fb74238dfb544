package io.llmisvc.nativeimage;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Planner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Plans services while the binary is made. What readers and writers learn of classes meanwhile is
 * in the binary then, and no start learns it again.
 */
public final class LearnedFeature implements Feature {
  private static final String SERVICES = "META-INF/native-image/io.llmisvc/learned.yaml";

  /** Members of a class, which Jackson looks at once more when it needs them again: 2 MB. */
  private static final List<String> NOTES = List.of("_memberMethods", "_fields", "_creators");

  private static final Settings SETTINGS = Settings.defaults();

  @Override
  public String getDescription() {
    return "Has readers and writers learn of classes what they need";
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    NOTES.forEach(name -> access.registerFieldValueTransformer(note(name), (of, value) -> null));
    Planner planner = Planner.create();
    Map<NamespacedName, ObjectNode> presets = presets(planner);
    for (ObjectNode service : services(access.getApplicationClassLoader())) {
      Inputs inputs = new Inputs(service, presets, SETTINGS, ClusterFacts.unknown());
      Plan plan = planner.plan(inputs);
      planner.explain(inputs);
      if (plan.effective().isEmpty() || plan.children().isEmpty()) {
        throw new IllegalStateException(
            "Nothing is learned of %s: %s".formatted(service.path("metadata"), plan.findings()));
      }
    }
  }

  private static Field note(String name) {
    try {
      return AnnotatedClass.class.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("Jackson keeps members of classes in another way now", e);
    }
  }

  private static Map<NamespacedName, ObjectNode> presets(Planner planner) {
    Map<NamespacedName, ObjectNode> presets = new HashMap<>();
    for (ObjectNode preset : planner.presets(SETTINGS.configPrefix(), SETTINGS.systemNamespace())) {
      String name = preset.path("metadata").path("name").textValue();
      presets.put(new NamespacedName(SETTINGS.systemNamespace(), name), preset);
    }
    return presets;
  }

  private static List<ObjectNode> services(ClassLoader loader) {
    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(SERVICES));
        MappingIterator<ObjectNode> services =
            new YAMLMapper().readerFor(ObjectNode.class).readValues(in)) {
      return services.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
