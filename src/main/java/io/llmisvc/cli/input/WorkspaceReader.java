package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
    Stream<Document> presets = source.withPresets() ? presets(settings) : Stream.of();
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>();
    Stream.concat(presets, manifests.configs().stream())
        .forEach(config -> configs.put(config.id(), config.tree()));
    return configs;
  }

  private static Stream<Document> presets(Settings settings) {
    Place place = new Place("built in", 1, 1);
    return Presets.load(settings.configPrefix(), settings.systemNamespace()).stream()
        .map(preset -> new Document(place, preset));
  }
}
