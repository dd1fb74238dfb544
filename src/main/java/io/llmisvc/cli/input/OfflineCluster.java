package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster made of files.
 *
 * @param objects what exists
 * @param children live children of the services
 * @param absent what does not exist
 * @param isComplete whether everything that is not in {@code objects} does not exist; otherwise
 *     nothing is known of it
 * @param server absent when it is not said
 */
public record OfflineCluster(
    Set<Kind> served,
    Map<ObjectKey, ObjectNode> objects,
    Map<ObjectKey, ObjectNode> children,
    Set<ObjectKey> absent,
    boolean isComplete,
    @Nullable ServerVersion server)
    implements FactSource {

  @Override
  public ClusterFacts facts(NamespacedName service, Set<Reference> questions) {
    Map<Reference, List<ObjectNode>> answers = new HashMap<>();
    for (Reference question : questions) {
      switch (question) {
        case Reference.ByName byName -> answer(byName, answers);
        case Reference.ByLabel byLabel -> answers.put(byLabel, labelled(byLabel));
        case Reference.InNamespace all -> answer(all, answers);
      }
    }
    return new ClusterFacts(served, children, answers).withServer(server);
  }

  private void answer(Reference.ByName question, Map<Reference, List<ObjectNode>> answers) {
    ObjectKey key = new ObjectKey(question.kind(), question.namespace(), question.name());
    ObjectNode object = objects.get(key);
    if (object != null) {
      answers.put(question, List.of(object));
    } else if (isComplete || absent.contains(key)) {
      answers.put(question, List.of());
    }
  }

  private void answer(Reference.InNamespace question, Map<Reference, List<ObjectNode>> answers) {
    List<ObjectNode> found = of(question).map(Map.Entry::getValue).toList();
    if (isComplete || !found.isEmpty()) {
      answers.put(question, found);
    }
  }

  private List<ObjectNode> labelled(Reference.ByLabel question) {
    return of(question)
        .map(Map.Entry::getValue)
        .filter(object -> hasLabel(object, question))
        .toList();
  }

  private Stream<Map.Entry<ObjectKey, ObjectNode>> of(Reference question) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == question.kind())
        .filter(entry -> entry.getKey().namespace().equals(question.namespace()))
        .sorted(Map.Entry.comparingByKey());
  }

  private static boolean hasLabel(ObjectNode object, Reference.ByLabel question) {
    return question
        .value()
        .equals(object.path("metadata").path("labels").path(question.label()).asText(null));
  }
}
