package io.llmisvc.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Child;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One folder of the corpus. {@code in-*.yaml} hold services, configs, the operator ConfigMap and
 * other objects of the cluster; {@code facts.yaml} says what else is known of the cluster. The
 * shipped presets stand in for what the case does not define, {@code presets.yaml} of the area
 * before them. All other files are outputs, and each must be claimed by the test.
 */
public final class GoldenCase {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = isUpdating();

  private final Path folder;
  private final List<ObjectNode> objects;
  private final Set<String> used = new HashSet<>();

  private GoldenCase(Path folder, List<ObjectNode> objects) {
    this.folder = folder;
    this.objects = objects;
  }

  private static GoldenCase of(Path folder) {
    return new GoldenCase(
        folder,
        files(folder, "in-")
            .flatMap(name -> Yaml.objects(read(folder.resolve(name))).stream())
            .toList());
  }

  /** The samples as cases of an area: each is the input of a folder of the same name. */
  public static Stream<GoldenCase> ofSamples(String area) {
    return list(Path.of("samples"))
        .filter(file -> file.toString().endsWith(".yaml"))
        .map(file -> new GoldenCase(folderOf(area, file), Yaml.objects(read(file))));
  }

  private static Path folderOf(String area, Path sample) {
    String name = sample.getFileName().toString().replace(".yaml", "");
    Path folder = ROOT.resolve(area).resolve(name);
    if (UPDATE) {
      create(folder);
    }
    return folder;
  }

  /** All cases of an area, by name. */
  public static Stream<GoldenCase> in(String area) {
    return list(ROOT.resolve(area)).filter(Files::isDirectory).map(GoldenCase::of);
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** The inputs of the only service of the case. */
  public Inputs inputs() {
    List<Inputs> all = allInputs();
    assertThat(all).as("services of %s", name()).hasSize(1);
    return all.getFirst();
  }

  /** The inputs of every service of the case, in the order of the files. */
  public List<Inputs> allInputs() {
    Settings settings = settings();
    Map<NamespacedName, ObjectNode> configs = configs(settings);
    ClusterFacts facts = facts();
    return ofKind("LLMInferenceService")
        .map(service -> new Inputs(service, configs, settings, facts))
        .toList();
  }

  /** Whether the case has a file of this name, which may be empty until it is updated. */
  public boolean has(String file) {
    return Files.exists(folder.resolve(file));
  }

  /** A file that all cases of the area share. */
  public ObjectNode ofArea(String file) {
    return Yaml.objects(read(folder.resolveSibling(file))).getFirst();
  }

  /** Claims an output file and compares it; an empty text means that there must be no file. */
  public void expect(String file, String actual) {
    used.add(file);
    Path path = folder.resolve(file);
    if (UPDATE) {
      write(path, actual);
      return;
    }
    String expected = Files.exists(path) ? read(path) : "";
    assertThat(actual).as("%s/%s", name(), file).isEqualTo(expected);
  }

  /** Claims the file of the findings, which is there when there are any. */
  public void expectFindings(List<Finding> findings) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      list.addObject()
          .put("severity", finding.severity().name())
          .put("subject", finding.subject().name())
          .put("reason", finding.reason())
          .put("path", finding.path())
          .put("message", finding.message());
    }
    expect("findings.yaml", list.isEmpty() ? "" : Yaml.text(list));
  }

  /** Claims the file of a child: its kind, its version where a kind has several, and its name. */
  public void expect(Child child) {
    Kind kind = child.key().kind();
    String version = kind == Kind.INFERENCE_POOL_V1ALPHA2 ? "." + kind.version() : "";
    expect(
        "out-" + kind.kind() + version + "-" + child.key().name() + ".yaml",
        Yaml.text(child.object()));
  }

  /** Fails when the folder has a file that nothing read or claimed. */
  public void expectNothingElse() {
    Set<String> rest = new TreeSet<>(files(folder, "").toList());
    rest.removeIf(name -> name.startsWith("in-") || name.equals("facts.yaml"));
    rest.removeAll(used);
    if (UPDATE) {
      rest.forEach(name -> write(folder.resolve(name), ""));
      return;
    }
    assertThat(rest).as("unused files of %s", name()).isEmpty();
  }

  @Override
  public String toString() {
    return name();
  }

  private static boolean isUpdating() {
    return !System.getProperty("golden.update", "false").equals("false");
  }

  private Settings settings() {
    OperatorEnvironment environment = OperatorEnvironment.defaults();
    return ofKind("ConfigMap")
        .filter(map -> id(map).name().equals(Settings.OPERATOR_CONFIG_MAP))
        .findFirst()
        .map(map -> OperatorConfig.parse(environment, data(map)))
        .map(GoldenCase::valid)
        .orElseGet(Settings::defaults);
  }

  private static Settings valid(SettingsResult result) {
    return switch (result) {
      case SettingsResult.Valid valid -> valid.settings();
      case SettingsResult.Invalid invalid -> throw new AssertionError(invalid.message());
    };
  }

  private Map<NamespacedName, ObjectNode> configs(Settings settings) {
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>();
    Presets.load(settings.configPrefix(), settings.systemNamespace())
        .forEach(preset -> configs.put(id(preset), preset));
    areaPresets().forEach(preset -> configs.put(id(preset), preset));
    ofKind("LLMInferenceServiceConfig").forEach(config -> configs.put(id(config), config));
    return configs;
  }

  private List<ObjectNode> areaPresets() {
    Path file = folder.resolveSibling("presets.yaml");
    return Files.exists(file) ? Yaml.objects(read(file)) : List.of();
  }

  private ClusterFacts facts() {
    Path file = folder.resolve("facts.yaml");
    ObjectNode facts =
        Files.exists(file)
            ? Yaml.objects(read(file)).getFirst()
            : JsonNodeFactory.instance.objectNode();
    return CaseFacts.read(facts, objects);
  }

  private Stream<ObjectNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  private static NamespacedName id(ObjectNode object) {
    return new NamespacedName(
        object.path("metadata").path("namespace").asText("default"),
        object.path("metadata").path("name").asText());
  }

  private static Map<String, String> data(ObjectNode configMap) {
    Map<String, String> data = new LinkedHashMap<>();
    configMap.path("data").properties().forEach(e -> data.put(e.getKey(), e.getValue().asText()));
    return data;
  }

  private static Stream<String> files(Path folder, String prefix) {
    return list(folder)
        .map(path -> path.getFileName().toString())
        .filter(name -> name.startsWith(prefix));
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, String text) {
    try {
      if (text.isEmpty()) {
        Files.deleteIfExists(path);
      } else {
        Files.writeString(path, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
