package io.llmisvc.fitness;

import java.util.Locale;

/** What is looked at, in the order in which it is said. */
public enum Check {
  KUBERNETES("The release of the API server."),
  DEFINITIONS(
      "The CustomResourceDefinitions of both kinds: the versions served, the one that is stored,"
          + " and the schemas, which have to be those of `llmisvc crds`."),
  APIS("The kinds of other projects, in the versions that children are written in."),
  WEBHOOKS(
      "What asks the operator before something is stored or converted: the certificates it"
          + " trusts, and whether somebody is there to answer. No Secret is read."),
  PRESETS("The well-known configs, which have to be those of `llmisvc presets`."),
  OPERATOR("The Deployment of the operator, and its lease."),
  SETTINGS("The operator's ConfigMap `inferenceservice-config`."),
  GATEWAY("The default Gateway, its class, and whose routes it takes."),
  CONTROLLERS("Who serves the kinds of other projects."),
  PICKERS("The ClusterRoles that endpoint pickers are bound to."),
  DEVICES("What pods of services ask of device plugins, and nodes that have it."),
  RIGHTS("What the operator's account may do, compared with what this version needs."),
  NEIGHBOURS("Who else works on the same objects: KServe's own controller, and fights."),
  READING("What the user of the command may read.");

  private final String meaning;

  Check(String meaning) {
    this.meaning = meaning;
  }

  /** As it is printed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it looks at; Markdown. */
  public String meaning() {
    return meaning;
  }
}
