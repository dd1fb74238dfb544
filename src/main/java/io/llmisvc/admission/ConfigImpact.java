package io.llmisvc.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.Planner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What editing a config does to the services that use it, found by planning each with the old and
 * with the new one.
 */
final class ConfigImpact {
  private final Planner planner;
  private final NamespacedName config;
  private int changed;
  private int restarted;
  private long pods;
  private int broken;

  /** Of the config's own namespace: what services of others say is not told. */
  private String firstBroken = "";

  private boolean isWhole = true;

  private ConfigImpact(Planner planner, NamespacedName config) {
    this.planner = planner;
    this.config = config;
  }

  /** Sentences about what changes; none when nothing does. */
  static List<String> of(
      Planner planner, Surroundings around, Settings settings, AdmissionRequest request) {
    ConfigImpact impact = new ConfigImpact(planner, request.id());
    BooleanSupplier patience = around.patience();
    Iterator<ObjectNode> users = around.users(request.id()).iterator();
    while (users.hasNext()) {
      if (patience.getAsBoolean()) {
        impact.isWhole = false;
        break;
      }
      ObjectNode service = users.next();
      if (planner.configNames(service, settings).contains(request.id())) {
        impact.compare(around.inputs(service, settings), request.old(), request.object());
      }
    }
    return impact.sentences();
  }

  private void compare(Inputs inputs, ObjectNode before, ObjectNode after) {
    Plan now = planner.plan(with(inputs, after));
    PlanChange change = PlanChange.between(planner.plan(with(inputs, before)), now);
    switch (change.extent()) {
      case BROKEN -> {
        broken++;
        if (firstBroken.isEmpty() && now.service().namespace().equals(config.namespace())) {
          firstBroken = ", first " + now.service().id() + ": " + firstError(now);
        }
      }
      case CHANGED -> {
        changed++;
        restarted += change.restarts() > 0 ? 1 : 0;
        pods += change.restarts();
      }
      case NEW, GONE, SAME -> {}
    }
  }

  private Inputs with(Inputs inputs, ObjectNode version) {
    Map<NamespacedName, ObjectNode> configs = new HashMap<>(inputs.configs());
    configs.put(config, version);
    return new Inputs(
        inputs.service(), configs, inputs.unreadable(), inputs.settings(), inputs.facts());
  }

  private static String firstError(Plan plan) {
    return plan.findings().stream()
        .filter(Finding::isError)
        .map(Finding::text)
        .findFirst()
        .orElse("");
  }

  private List<String> sentences() {
    String least = isWhole ? "" : "at least ";
    List<String> sentences = new ArrayList<>();
    if (broken > 0) {
      sentences.add(
          "%s%s cannot be composed any more%s".formatted(least, services(broken), firstBroken));
    }
    if (restarted > 0) {
      sentences.add(
          "%s%s, and in %s pods restart, %d in all"
              .formatted(least, changes(changed), services(restarted), pods));
    } else if (changed > 0) {
      sentences.add("%s%s; no pod restarts".formatted(least, changes(changed)));
    } else if (!isWhole) {
      sentences.add("too many services use it to tell in time what this changes");
    }
    return sentences;
  }

  private static String changes(int count) {
    return count == 1 ? "1 service changes" : count + " services change";
  }

  private static String services(int count) {
    return count == 1 ? "1 service" : count + " services";
  }
}
