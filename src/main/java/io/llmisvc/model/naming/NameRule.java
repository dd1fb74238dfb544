package io.llmisvc.model.naming;

/** How the name of a child is made of its service and of a suffix that tells children apart. */
public enum NameRule {
  /** The service's name and the suffix. */
  SERVICE {
    @Override
    public String name(ServiceMeta service, String suffix) {
      return ChildName.of(service.name(), suffix);
    }
  },
  /** The same with the room that groups of pods need. Of older, longer names no group ever came. */
  GROUP {
    @Override
    public String name(ServiceMeta service, String suffix) {
      return GroupName.of(service.name(), suffix);
    }

    @Override
    public String formerName(ServiceMeta service, String suffix) {
      return SERVICE.name(service, suffix);
    }
  },
  /**
   * One name among those of all namespaces. Namespace and name joined by a dash are ambiguous, so a
   * hash of both follows; older names lack it and can belong to two services.
   */
  CLUSTER {
    @Override
    public String name(ServiceMeta service, String suffix) {
      return formerName(service, suffix + "-" + ShortHash.of(service.id().toString()));
    }

    @Override
    public String formerName(ServiceMeta service, String suffix) {
      return ChildName.of(service.namespace(), "-" + service.name() + suffix);
    }
  },
  /** The suffix alone, for what the services of a namespace share. */
  SHARED {
    @Override
    public String name(ServiceMeta service, String suffix) {
      return suffix;
    }
  };

  public abstract String name(ServiceMeta service, String suffix);

  /** What earlier controllers made of the same; most often no other name. */
  public String formerName(ServiceMeta service, String suffix) {
    return name(service, suffix);
  }
}
