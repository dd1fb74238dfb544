package io.llmisvc.cli;

import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.naming.NamespacedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which services of the input answer for which model names, by namespace. */
final class Neighbours {
  private final Map<NamespacedName, Set<Publisher>> byModel = new HashMap<>();

  void add(NamespacedName service, @Nullable Publication publication) {
    if (publication == null) {
      return;
    }
    Publisher publisher = new Publisher(service.name(), publication.group());
    for (String model : publication.models()) {
      byModel
          .computeIfAbsent(new NamespacedName(service.namespace(), model), name -> new HashSet<>())
          .add(publisher);
    }
  }

  /** By model name of the service, all who publish it; only names that others publish too. */
  Map<String, Set<Publisher>> of(NamespacedName service, Plan plan) {
    Map<String, Set<Publisher>> shared = new HashMap<>();
    Publication publication = plan.publication() == null ? Publication.NONE : plan.publication();
    for (String model : publication.models()) {
      Set<Publisher> publishers = byModel.get(new NamespacedName(service.namespace(), model));
      if (publishers != null && publishers.size() > 1) {
        shared.put(model, publishers);
      }
    }
    return shared;
  }
}
