package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster once objects of files are applied to it, such as Gateways.
 *
 * @param applied by what they are; the cluster may have them in another form
 */
record AppliedFacts(FactSource cluster, Map<ObjectKey, ObjectNode> applied) implements FactSource {
  AppliedFacts {
    applied = Map.copyOf(applied);
  }

  @Override
  public ClusterFacts facts(NamespacedName service, Set<Reference> questions) {
    ClusterFacts facts = cluster.facts(service, questions);
    Map<Reference, List<ObjectNode>> answers = new HashMap<>(facts.references());
    for (Reference question : questions) {
      applied.entrySet().stream()
          .filter(entry -> isAbout(question, entry.getKey()))
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> answers.merge(question, List.of(entry.getValue()), AppliedFacts::with));
    }
    answers.replaceAll(AppliedFacts::still);
    return facts.withReferences(answers);
  }

  @Override
  public List<String> refusals() {
    return cluster.refusals();
  }

  private static boolean isAbout(Reference question, ObjectKey key) {
    boolean isNear = key.kind() == question.kind() && key.namespace().equals(question.namespace());
    return isNear
        && switch (question) {
          case Reference.ByName one -> one.name().equals(key.name());
          case Reference.ByLabel some -> true;
          case Reference.InNamespace all -> true;
        };
  }

  /** The one of the files takes the place of the one that is there. */
  private static List<ObjectNode> with(List<ObjectNode> there, List<ObjectNode> one) {
    ObjectNode file = one.getFirst();
    List<ObjectNode> all = new ArrayList<>();
    ObjectNode added = file;
    for (ObjectNode live : there) {
      if (name(live).equals(name(file))) {
        added = AppliedFiles.applied(file, live);
      } else {
        all.add(live);
      }
    }
    all.add(added);
    return all;
  }

  /** Labels of files may differ from those that were asked about. */
  private static List<ObjectNode> still(Reference question, List<ObjectNode> found) {
    return question instanceof Reference.ByLabel some
        ? found.stream()
            .filter(
                object ->
                    object
                        .path("metadata")
                        .path("labels")
                        .path(some.label())
                        .asText()
                        .equals(some.value()))
            .toList()
        : found;
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText();
  }
}
