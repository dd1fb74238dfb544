package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The CRDs as the build generates them, by plural name: same generator, same overlay. */
final class GeneratedCrds {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<String, JsonNode> CRDS = generate();

  private GeneratedCrds() {}

  static Map<String, JsonNode> all() {
    return CRDS;
  }

  /** As checked in: what has no further structure is on one line. */
  static String text(JsonNode crd) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.AUTO)
            .setWidth(120)
            .setDumpComments(false)
            .build();
    return "# Made from the records of io.llmisvc.api; apply it with --server-side.\n"
        + new Dump(settings).dumpToString(YAML.convertValue(crd, Object.class));
  }

  private static Map<String, JsonNode> generate() {
    MemoryOutput output = new MemoryOutput();
    new CRDGenerator()
        .customResourceClasses(
            io.llmisvc.api.v1alpha1.LLMInferenceService.class,
            io.llmisvc.api.v1alpha2.LLMInferenceService.class,
            io.llmisvc.api.v1alpha1.LLMInferenceServiceConfig.class,
            io.llmisvc.api.v1alpha2.LLMInferenceServiceConfig.class)
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withPostProcessor(new CrdOverlay())
        .withOutput(output)
        .generate();
    Map<String, JsonNode> crds = new TreeMap<>();
    for (ByteArrayOutputStream file : output.files.values()) {
      JsonNode crd = withoutFractions(tree(file));
      crds.put(crd.path("spec").path("names").path("plural").textValue(), crd);
    }
    return crds;
  }

  private static JsonNode tree(ByteArrayOutputStream file) {
    try {
      return YAML.readTree(file.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model writes every bound as a fraction: 1.0. */
  private static JsonNode withoutFractions(JsonNode node) {
    if (node instanceof DoubleNode number && number.canConvertToExactIntegral()) {
      return LongNode.valueOf(number.longValue());
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(withoutFractions(entry.getValue())));
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutFractions(array.get(i)));
      }
    }
    return node;
  }

  private static final class MemoryOutput implements CRDOutput<ByteArrayOutputStream> {
    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return files.computeIfAbsent(crdName, name -> new ByteArrayOutputStream());
    }

    @Override
    public void close() {}
  }
}
