package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.composition.layer.WellKnown;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@link Workspace}. Used once. */
public final class WorkspaceReader {
  private final Source source;
  private final Problems problems = new Problems();
  private final TextFiles files;
  private final Documents documents = new Documents(problems);
  private final ObjectCheck check;

  private WorkspaceReader(Source source) {
    this.source = source;
    files = new TextFiles(source.stdin(), source.recursive(), problems);
    check = new ObjectCheck(source.namespace(), problems);
  }

  /**
   * @throws UnreadableInputException naming every problem of every file
   */
  public static Workspace read(Source source) {
    return new WorkspaceReader(source).read();
  }

  private Workspace read() {
    List<Document> objects = check.check(documents.objects(files.read(source.files())));
    FactsFile facts = facts();
    List<Document> ofCluster = check.check(facts.objects());
    List<Document> live = new ObjectCheck(source.namespace(), problems).check(facts.children());
    problems.refuse();
    Manifests manifests = Manifests.of(objects).withClusterOf(ofCluster);
    Settings settings =
        OperatorConfigMap.settings(manifests.others(), source.systemNamespace(), problems);
    problems.refuse();
    return new Workspace(
        manifests.services(),
        manifests.configs(),
        manifests.live(),
        configs(manifests, settings),
        settings,
        facts.toCluster(byKey(manifests.others()), byKey(live)));
  }

  private FactsFile facts() {
    String file = source.facts();
    if (file == null) {
      return FactsFile.NOTHING;
    }
    List<Document> found =
        files.read(List.of(file)).stream().map(documents::read).flatMap(List::stream).toList();
    if (found.size() == 1) {
      return FactsFile.read(found.getFirst(), problems);
    }
    if (problems.isEmpty()) {
      problems.add(file, "must hold one document with the facts, not " + found.size());
    }
    return FactsFile.NOTHING;
  }

  private static Map<ObjectKey, ObjectNode> byKey(List<Document> objects) {
    Map<ObjectKey, ObjectNode> byKey = new LinkedHashMap<>();
    for (Document object : objects) {
      KnownKinds.fact(object)
          .map(kind -> new ObjectKey(kind, object.id().namespace(), object.id().name()))
          .ifPresent(key -> byKey.put(key, object.tree()));
    }
    return byKey;
  }

  private Map<NamespacedName, ObjectNode> configs(Manifests manifests, Settings settings) {
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>();
    if (source.withPresets()) {
      addPresets(configs, settings);
    }
    manifests.configs().forEach(config -> configs.put(config.id(), config.tree()));
    return configs;
  }

  /** Also by the names that a service of a cluster remembers when it began with this version. */
  private static void addPresets(Map<NamespacedName, ObjectNode> configs, Settings settings) {
    String namespace = settings.systemNamespace();
    String installed = Presets.installedPrefix();
    for (WellKnown preset : WellKnown.values()) {
      ObjectNode config = Presets.load(preset, settings.configPrefix(), namespace);
      configs.put(new NamespacedName(namespace, preset.name(settings.configPrefix())), config);
      configs.put(new NamespacedName(namespace, preset.name(installed)), config);
    }
  }
}
